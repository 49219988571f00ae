package dev.thaw.execute;

import dev.thaw.fact.Snapshot;

/** What an inspection after a try showed. */
sealed interface Sight {

  /** The container, as it is now. */
  record Seen(Snapshot now) implements Sight {}

  /** There is no such container any more. */
  record Gone() implements Sight {}

  /** The engine could not be asked. */
  record Hidden(String reason) implements Sight {}
}
