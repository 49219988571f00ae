package dev.thaw.execute;

import dev.thaw.event.Operation;

/**
 * What is told of a wait that has failed: the one place where more than the reason, such as a
 * diagnosis of the container by {@code run.engine} and {@code operation.target()}, belongs to it.
 */
final class WaitFailure {
  private WaitFailure() {}

  /**
   * Returns what to tell.
   *
   * @param run where the engine can be asked
   * @param operation the wait, with its container
   * @param reason why it has failed
   */
  static String reason(RunContext run, Operation operation, String reason) {
    return reason;
  }
}
