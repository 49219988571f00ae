package dev.thaw.execute;

import java.time.Clock;
import java.time.Duration;

/** Time as a run sees it; tests bring their own. */
public interface RunClock {

  /** Returns the wall clock, for records. */
  Clock wall();

  /** Returns a reading of a clock that is never set back, in nanoseconds from some moment. */
  long nanos();

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread was told to stop waiting
   */
  void sleep(Duration duration) throws InterruptedException;

  /** Returns whether time passes by itself, so that others can end a wait early. */
  default boolean passes() {
    return false;
  }

  /** Returns the machine's own time. */
  static RunClock system() {
    return new RunClock() {
      @Override
      public Clock wall() {
        return Clock.systemUTC();
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public boolean passes() {
        return true;
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
      }
    };
  }
}
