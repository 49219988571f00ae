package dev.thaw.compile;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Computes on a stack of its own.
 *
 * <p>Parsers recurse, and how deep the caller's thread lets them go depends on the machine, the JVM
 * and what has been compiled by then. Whether a script is accepted must not.
 */
final class DeepStack {
  /** Reserved, not used; what the bounds on depth let through fits many times over. */
  private static final long BYTES = 64L << 20;

  private DeepStack() {}

  /**
   * Returns what the computation returns, or throws what it throws.
   *
   * <p>An interrupt is kept for the caller to see afterwards: compilations are short.
   */
  static <T> T compute(Supplier<T> computation) {
    var task = new FutureTask<>(computation::get);
    var thread = new Thread(null, task, "thaw-compile", BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failed.getCause();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
