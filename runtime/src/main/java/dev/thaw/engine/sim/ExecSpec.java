package dev.thaw.engine.sim;

import java.time.Duration;

/**
 * What a command run inside of a simulated container does, whatever the command is.
 *
 * @param exitCode 0 to 255
 * @param output what it writes to its standard output
 * @param takes how long it runs
 */
public record ExecSpec(int exitCode, String output, Duration takes) {

  /** Succeeds at once and says nothing. */
  public static final ExecSpec DEFAULT = new ExecSpec(0, "", Duration.ZERO);
}
