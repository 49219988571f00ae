package dev.thaw.execute;

import java.time.Duration;

/** For how long the engine's list may still tell old states. Thread safe. */
final class ListLag {
  private static final Duration LAG = Duration.ofMillis(50);

  private final RunClock clock;
  private boolean lags;
  private long rightFrom;

  ListLag(RunClock clock) {
    this.clock = clock;
  }

  /** Notes that it may, for a moment from now. */
  synchronized void begin() {
    rightFrom = clock.nanos() + LAG.toNanos();
    lags = true;
  }

  /** Returns what is left of it; zero or less if it is over. */
  synchronized Duration left() {
    return lags ? Duration.ofNanos(rightFrom - clock.nanos()) : Duration.ZERO;
  }
}
