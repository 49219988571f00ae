package dev.thaw.execute;

import dev.thaw.graph.Action;
import java.util.concurrent.TimeUnit;

/**
 * The turn of one chain to freeze what it then needs the engine's own turn for: dumps go one after
 * the other, and nothing is to stay frozen while it only waits for that. Used by one thread.
 */
final class FreezingTurn {
  private static final long NAP_MILLIS = 100;

  private final RunContext run;
  private int until;

  FreezingTurn(RunContext run) {
    this.run = run;
  }

  /**
   * Waits for the turn, if the operation of that place in the chain freezes; not for a run's end.
   */
  void before(int index, Action action) {
    if (!action.held() || until > 0) {
      return;
    }
    try {
      while (!run.freezing.tryAcquire(NAP_MILLIS, TimeUnit.MILLISECONDS)) {
        if (run.ending()) {
          return;
        }
      }
      until = index + action.holdUntil();
    } catch (InterruptedException stopped) {
      // The operation finds the run ending.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Leaves the turn to others once the operation of that place has succeeded, if it is the last.
   */
  void after(int index) {
    if (until > 0 && index >= until) {
      end();
    }
  }

  /** Leaves the turn to others. */
  void end() {
    if (until > 0) {
      until = 0;
      run.freezing.release();
    }
  }
}
