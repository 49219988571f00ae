package dev.thaw.history;

import dev.thaw.event.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * One operation on one target, as the events of a run tell of it.
 *
 * @param step the step in the graph
 * @param position in the step's chain, from 0
 * @param begun when it was first told of, or began by its own account
 * @param end how it ended; nothing if that was never told: then nobody knows
 */
public record KeptOperation(
    String step,
    int position,
    String verb,
    String container,
    String name,
    Instant begun,
    Optional<End> end) {

  /**
   * An operation's end.
   *
   * @param changed whether it changed anything; nothing if nobody knows
   */
  public record End(Instant at, Outcome outcome, Optional<Boolean> changed, String reason) {}

  /** Returns how it ended; unknown if that was never told. */
  public Outcome outcome() {
    return end.map(End::outcome).orElse(Outcome.UNKNOWN);
  }

  /** Returns whether what it was to do is done. */
  public boolean done() {
    return outcome().goesOn();
  }

  /** Returns why it ended so. */
  public String reason() {
    return end.map(End::reason).orElse("begun, and its end was never told");
  }
}
