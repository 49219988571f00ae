package dev.thaw.execute;

import dev.thaw.fact.Snapshot;

/** What an inspection after a try showed. */
sealed interface Sight {

  /**
   * The container, as it is now.
   *
   * @param reached whether that, or what else was looked at, shows that the goal was reached
   */
  record Seen(Snapshot now, boolean reached) implements Sight {}

  /** There is no such container any more. */
  record Gone() implements Sight {}

  /** The engine could not be asked. */
  record Hidden(String reason) implements Sight {}
}
