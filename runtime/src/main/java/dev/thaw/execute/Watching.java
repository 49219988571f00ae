package dev.thaw.execute;

import dev.thaw.await.Lookout;
import dev.thaw.await.Watch;
import dev.thaw.engine.Engine;
import java.time.Duration;

/**
 * What all waits of a run hear of the engine's events. Where time is simulated nothing comes by
 * itself, so nobody listens, and waits go by looks alone.
 */
final class Watching implements AutoCloseable {
  /** How soon a wait sees that the run is to end. */
  private static final Duration NAP = Duration.ofMillis(250);

  private final Watch watch;
  private final RunClock clock;

  Watching(Engine engine, RunClock clock) {
    this.watch = new Watch(engine);
    this.clock = clock;
  }

  /** Returns what is heard of a container from now on. */
  Lookout of(String container) {
    return clock.passes() ? watch.of(container) : Lookout.deaf();
  }

  /**
   * Waits until there is reason for another look, or the time is up; another worker takes the place
   * of this one meanwhile.
   *
   * @param heard what had been heard before the last look
   * @return false as soon as the run is to end
   */
  boolean await(RunContext run, Lookout lookout, long heard, Duration longest) {
    return run.workers.aside(() ->
        clock.passes() ? listen(run, lookout, heard, longest) : run.pauseUnlessEnding(longest));
  }

  private boolean listen(RunContext run, Lookout lookout, long heard, Duration longest) {
    long end = clock.nanos() + longest.toNanos();
    try {
      while (!run.ending()) {
        Duration left = Duration.ofNanos(end - clock.nanos());
        if (left.isNegative() || left.isZero()) {
          return true;
        }
        if (lookout.await(heard, left.compareTo(NAP) < 0 ? left : NAP)) {
          return !run.ending();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void close() {
    watch.close();
  }
}
