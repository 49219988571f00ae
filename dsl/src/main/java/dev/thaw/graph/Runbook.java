package dev.thaw.graph;

/**
 * What a script says of itself; each is empty if it does not.
 *
 * @param name what logs and lists call it
 * @param description what it is for, one line
 * @param lock what only one run at a time may hold, of this script or of others that name it
 */
public record Runbook(String name, String description, String lock) {

  /** A script that says nothing of itself. */
  public static final Runbook UNNAMED = new Runbook("", "");

  /** One that names no lock. */
  public Runbook(String name, String description) {
    this(name, description, "");
  }

  /** Returns the same with another lock. */
  public Runbook locking(String other) {
    return new Runbook(name, description, other);
  }
}
