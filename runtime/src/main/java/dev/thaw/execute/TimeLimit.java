package dev.thaw.execute;

import dev.thaw.value.Value;
import java.time.Duration;
import java.util.Optional;

/** How long something may take from now on; by the run's own time, which nobody sets back. */
final class TimeLimit {
  private final RunClock clock;
  private final Optional<Duration> longest;
  private final String whose;
  private final long began;

  /**
   * Begins now.
   *
   * @param longest how long; nothing if there is no limit
   * @param whose for the reason: {@code the step's}
   */
  TimeLimit(RunClock clock, Optional<Duration> longest, String whose) {
    this.clock = clock;
    this.longest = longest;
    this.whose = whose;
    this.began = clock.nanos();
  }

  /** Returns whether nothing more may begin. */
  boolean passed() {
    return longest.isPresent() && left().isZero();
  }

  /** Returns that time, or what is left if that is less. */
  Duration cut(Duration time) {
    return longest.isPresent() && left().compareTo(time) < 0 ? left() : time;
  }

  private Duration left() {
    Duration left = longest.orElseThrow().minusNanos(clock.nanos() - began);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Returns why what was not begun is left: a sentence without its end. */
  String reason() {
    return longest
        .map(time -> whose + " deadline of " + new Value.Time(time).display() + " has passed")
        .orElse("");
  }
}
