package dev.thaw.engine.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until somebody advances it or waits. Who waits moves it to the awaited
 * moment at once, so waits of many threads overlap as they do in real time. Thread safe.
 */
public final class VirtualClock implements SimClock {
  private final AtomicReference<Instant> now;

  public VirtualClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Returns a clock that stands at the beginning of the year 2026. */
  public static VirtualClock standing() {
    return new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Override
  public Instant now() {
    return now.get();
  }

  @Override
  public void await(Instant moment) {
    now.accumulateAndGet(
        moment, (present, awaited) -> awaited.isAfter(present) ? awaited : present);
  }

  /** Moves the clock on. */
  public void advance(Duration by) {
    now.updateAndGet(present -> present.plus(by));
  }
}
