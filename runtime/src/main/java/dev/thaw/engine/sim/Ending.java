package dev.thaw.engine.sim;

import java.time.Instant;

/**
 * The end to which a running container is bound, such as one that takes its time over SIGTERM.
 *
 * @param killed whether SIGKILL is sent then
 * @param stopped whether it was asked to stop
 * @param thenStarts whether it is being restarted
 * @param unasked whether it was not the engine's user who ended it, so that a restart policy counts
 */
record Ending(
    Instant at,
    int exitCode,
    boolean killed,
    boolean stopped,
    boolean thenStarts,
    boolean unasked) {

  static Ending of(Instant at, int exitCode) {
    return new Ending(at, exitCode, false, false, false, false);
  }

  static Ending killed(Instant at, int exitCode) {
    return new Ending(at, exitCode, true, false, false, false);
  }

  /** Returns an end that no event tells the signal of, and after which a restart policy counts. */
  static Ending unasked(Instant at, int exitCode) {
    return new Ending(at, exitCode, false, false, false, true);
  }

  Ending asked() {
    return new Ending(at, exitCode, killed, true, thenStarts, unasked);
  }

  Ending thenStarting() {
    return new Ending(at, exitCode, killed, stopped, true, unasked);
  }
}
