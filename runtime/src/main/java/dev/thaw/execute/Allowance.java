package dev.thaw.execute;

import java.time.Duration;

/**
 * How long one operation on one target may take, counted from its beginning: what its looks took
 * makes it end early, never late. Used by one thread.
 */
final class Allowance {
  private final RunClock clock;
  private final long began;
  private Duration longest;

  /** Begins now. */
  Allowance(RunClock clock, Duration longest) {
    this.clock = clock;
    this.began = clock.nanos();
    this.longest = longest;
  }

  /** Sets how long it may take, where that shows only later. */
  void bound(Duration other) {
    longest = other;
  }

  /** Returns whether nothing more may be sent. */
  boolean over() {
    return spent().compareTo(longest) >= 0;
  }

  /** Returns how long it may take in all. */
  Duration longest() {
    return longest;
  }

  /** Returns how long it has taken so far. */
  Duration spent() {
    return Duration.ofNanos(clock.nanos() - began);
  }

  /** At least a millisecond: what has left is looked after even if its time is up. */
  Duration left() {
    Duration left = longest.minus(spent());
    return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
  }
}
