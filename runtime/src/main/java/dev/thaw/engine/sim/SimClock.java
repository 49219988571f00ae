package dev.thaw.engine.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time as a simulated engine sees it. Implementations are safe for use by many threads at once. */
public interface SimClock {

  /** The longest single wait: far from what overflows when counted in nanoseconds. */
  Duration LONGEST_WAIT = Duration.ofDays(1);

  /** Returns the present moment; never earlier than one that was returned before. */
  Instant now();

  /**
   * Waits until that moment.
   *
   * @throws InterruptedException if the thread was told to stop waiting
   */
  void await(Instant moment) throws InterruptedException;

  /**
   * Returns a clock that starts with the machine's and then runs by itself, so that setting the
   * machine's clock moves nothing here.
   */
  static SimClock real() {
    Instant start = Instant.now();
    long startNanos = System.nanoTime();
    return new SimClock() {
      @Override
      public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
      }

      @Override
      public void await(Instant moment) throws InterruptedException {
        for (Duration left = left(moment); left.compareTo(Duration.ZERO) > 0; left = left(moment)) {
          TimeUnit.NANOSECONDS.sleep(
              left.compareTo(LONGEST_WAIT) < 0 ? left.toNanos() : LONGEST_WAIT.toNanos());
        }
      }

      private Duration left(Instant moment) {
        return Duration.between(now(), moment);
      }
    };
  }
}
