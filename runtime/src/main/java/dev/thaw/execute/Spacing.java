package dev.thaw.execute;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps requests apart that an engine must not get too soon after each other: one at a time, and
 * none before the last one has been over for long enough. Thread safe.
 */
final class Spacing {
  private final RunClock clock;
  private final Semaphore turn = new Semaphore(1, true);
  private long over;
  private boolean any;

  Spacing(RunClock clock) {
    this.clock = clock;
  }

  /**
   * Tries in its turn.
   *
   * @param gap how far from the one before; zero does not wait for any
   * @param patience how long to wait for the turn
   */
  Attempt inTurn(Duration gap, Duration patience, Supplier<Attempt> attempt) {
    if (gap.isZero()) {
      return attempt.get();
    }
    try {
      if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Attempt.NotSent(
            "its timeout passed while others of its kind had their turn", false);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Attempt.NotSent("interrupted", false);
    }
    try {
      if (any) {
        clock.sleep(Duration.ofNanos(Math.max(0, over + gap.toNanos() - clock.nanos())));
      }
      any = true;
      return attempt.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Attempt.NotSent("interrupted", false);
    } finally {
      over = clock.nanos();
      turn.release();
    }
  }
}
