package dev.thaw.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the engine has told of one container, for those who wait for more. Thread safe. */
public final class Lookout {
  private long heard;
  private Optional<Instant> resumed = Optional.empty();
  private Optional<Integer> exitCode = Optional.empty();

  Lookout() {}

  /** Returns one that never hears anything. */
  public static Lookout deaf() {
    return new Lookout();
  }

  /** Returns how often there was reason to look; taken before a look, it tells what came since. */
  public synchronized long heard() {
    return heard;
  }

  /** Returns when it last began to run or was thawed, by the engine's clock, if that was told. */
  public synchronized Optional<Instant> resumed() {
    return resumed;
  }

  /** Returns with what its process last ended, if that was told. */
  public synchronized Optional<Integer> exitCode() {
    return exitCode;
  }

  /**
   * Waits until there is more reason to look than there was.
   *
   * @return whether there is; false where the time is up
   * @throws InterruptedException if the thread was told to stop waiting
   */
  public synchronized boolean await(long before, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos();
        heard == before && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return heard != before;
  }

  synchronized void hear(Happening happening) {
    if (happening.resumes() && !resumed.filter(happening.at()::isBefore).isPresent()) {
      resumed = Optional.of(happening.at());
    }
    if (happening.exitCode().isPresent()) {
      exitCode = happening.exitCode();
    }
    stir();
  }

  /** Gives reason to look: something may have been missed. */
  synchronized void stir() {
    heard++;
    notifyAll();
  }
}
