package dev.thaw.execute;

import dev.thaw.event.RunEvent;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * When to leave an engine alone: where four fifths of the last ten requests failed, of six at
 * least. After two seconds one is let through; if it fails, that wait doubles, up to 30 s.
 *
 * <p>One operation's own four tries never get so far. An engine that is well answers the look after
 * each request that it refused, which keeps it below. Two seconds are what a daemon takes to start
 * again. Thread safe.
 */
final class Breaker {
  private static final int WINDOW = 10;
  private static final int AT_LEAST = 6;
  private static final float PERCENT = 80;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  /** How long the one request that is let through may be waited for, at a time. */
  private static final Duration PROBING = Duration.ofMillis(100);

  private final RunClock clock;
  private final CircuitBreaker breaker;
  private final Queue<RunEvent> events = new ConcurrentLinkedQueue<>();
  private volatile Duration wait = FIRST_WAIT;
  private volatile long probeAt;

  Breaker(RunClock clock) {
    this.clock = clock;
    IntervalFunction waits = IntervalFunction.ofExponentialBackoff(FIRST_WAIT, 2.0, LONGEST_WAIT);
    breaker = CircuitBreaker.of(
        "engine",
        CircuitBreakerConfig.custom()
            .slidingWindow(WINDOW, AT_LEAST, SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(PERCENT)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitIntervalFunctionInOpenState(times -> opening(waits.apply(times)))
            .clock(new Steady(clock))
            .currentTimestampFunction(steady -> clock.nanos(), TimeUnit.NANOSECONDS)
            .build());
    breaker
        .getEventPublisher()
        .onStateTransition(change -> note(change.getStateTransition().getToState()));
  }

  /** Returns whether a request may be sent; what becomes of it must be told then. */
  boolean admits() {
    return breaker.tryAcquirePermission();
  }

  /** Notes that a request failed through the engine's fault. */
  void failed() {
    breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("no answer"));
  }

  /** Notes that the engine answered. */
  void answered() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  /** Notes that a request says nothing of the engine. */
  void undecided() {
    breaker.releasePermission();
  }

  /** Returns how long until a request may be let through. */
  Duration untilProbe() {
    Duration left = Duration.ofNanos(probeAt - clock.nanos());
    return left.compareTo(PROBING) > 0 ? left : PROBING;
  }

  /** Returns what has come about since it was last asked; the library would swallow failures. */
  List<RunEvent> happened() {
    var happened = new ArrayList<RunEvent>();
    for (RunEvent event = events.poll(); event != null; event = events.poll()) {
      happened.add(event);
    }
    return happened;
  }

  private long opening(long millis) {
    wait = Duration.ofMillis(millis);
    // The library lets one through after the wait, not at its end.
    probeAt = clock.nanos() + wait.plusMillis(1).toNanos();
    return millis;
  }

  private void note(CircuitBreaker.State state) {
    switch (state) {
      case OPEN -> {
        CircuitBreaker.Metrics counted = breaker.getMetrics();
        events.add(new RunEvent.BreakerOpened(
            counted.getNumberOfFailedCalls(), counted.getNumberOfBufferedCalls(), wait));
      }
      case HALF_OPEN -> events.add(new RunEvent.BreakerHalfOpened());
      case CLOSED -> events.add(new RunEvent.BreakerClosed());
      default -> throw new IllegalStateException("nobody asked for " + state);
    }
  }

  /** The run's own time, which nobody sets back. */
  private static final class Steady extends Clock {
    private final RunClock clock;

    private Steady(RunClock clock) {
      this.clock = clock;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(clock.nanos());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
