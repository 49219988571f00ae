package dev.thaw.engine.docker;

import java.time.Duration;

/** The moment by which a whole exchange must be over, on the monotonic clock. */
final class Deadline {
  /** Longer than anybody waits, and far from overflowing nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Duration allowed;
  private final long end;

  private Deadline(Duration allowed, long end) {
    this.allowed = allowed;
    this.end = end;
  }

  /** Returns the moment that is {@code allowed} from now; longer than a year counts as a year. */
  static Deadline in(Duration allowed) {
    Duration bounded = allowed.compareTo(LONGEST) < 0 ? allowed : LONGEST;
    return new Deadline(allowed, System.nanoTime() + bounded.toNanos());
  }

  /** Returns the milliseconds left, rounded up: 0 only when it has passed. */
  long millisLeft() {
    long nanos = end - System.nanoTime();
    return nanos <= 0 ? 0 : (nanos + 999_999) / 1_000_000;
  }

  boolean passed() {
    return millisLeft() == 0;
  }

  /** Prints the time that was allowed: {@code 30 s}, {@code 250 ms}. */
  @Override
  public String toString() {
    long millis = allowed.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
