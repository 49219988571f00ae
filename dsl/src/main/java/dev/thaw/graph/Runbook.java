package dev.thaw.graph;

import java.time.Duration;
import java.util.Optional;

/**
 * What a script says of itself; each is empty if it does not.
 *
 * @param name what logs and lists call it
 * @param description what it is for, one line
 * @param lock what only one run at a time may hold, of this script or of others that name it
 * @param timebox how long a run may take
 */
public record Runbook(String name, String description, String lock, Optional<Duration> timebox) {

  /** A script that says nothing of itself. */
  public static final Runbook UNNAMED = new Runbook("", "");

  /** One that names no lock. */
  public Runbook(String name, String description) {
    this(name, description, "");
  }

  /** One that may take as long as it does. */
  public Runbook(String name, String description, String lock) {
    this(name, description, lock, Optional.empty());
  }

  /** Returns the same with another lock. */
  public Runbook locking(String other) {
    return new Runbook(name, description, other, timebox);
  }

  /** Returns the same that may take no longer than that. */
  public Runbook within(Duration longest) {
    boolean shorter = timebox.isPresent() && timebox.get().compareTo(longest) < 0;
    return shorter ? this : new Runbook(name, description, lock, Optional.of(longest));
  }
}
