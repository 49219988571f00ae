package dev.thaw.engine.sim;

import java.time.Duration;

/**
 * What the first process of a simulated container makes of SIGTERM.
 *
 * @param exitCode what it ends with, 0 to 255
 * @param takes how long it goes on; beyond the grace time it is killed
 */
public record StopSpec(int exitCode, Duration takes) {

  /** Ends at once, as a process does that does not catch the signal: 128 + 15. */
  public static final StopSpec DEFAULT = new StopSpec(143, Duration.ZERO);
}
