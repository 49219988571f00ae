package dev.thaw.execute;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.HostGauge;
import dev.thaw.engine.Inventory;
import dev.thaw.engine.Surroundings;
import dev.thaw.engine.Workers;
import dev.thaw.event.EventBus;
import dev.thaw.event.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** What all parts of one run share. */
final class RunContext {
  final Engine engine;
  final Surroundings surroundings;
  final Inventory inventory;
  final Workers workers;
  final EventBus events;
  final RunClock clock;
  final Interruption interruption;
  final Tally tally = new Tally();
  final Patience patience = new Patience(this);

  private static final Duration LIST_LAG = Duration.ofMillis(50);
  private static final Duration NAP = Duration.ofMillis(100);

  private final AtomicReference<EngineException> firstUnreadable = new AtomicReference<>();
  private final RandomGenerator random;
  private boolean lags;
  private long listedRightFrom;
  private RetryRules retries;

  RunContext(
      Engine engine,
      HostGauge gauge,
      Workers workers,
      EventBus events,
      RunClock clock,
      RandomGenerator random,
      Interruption interruption) {
    this.engine = engine;
    this.surroundings = new Surroundings(() -> clock.wall().instant(), gauge);
    this.inventory = new Inventory(engine, surroundings);
    this.workers = workers;
    this.events = events;
    this.clock = clock;
    this.random = random;
    this.interruption = interruption;
  }

  /**
   * Begun at the first failure only: a run without failures does not pay for the library's start.
   */
  synchronized RetryRules retries() {
    if (retries == null) {
      retries = new RetryRules(random);
    }
    return retries;
  }

  /** Notes that the engine could not be asked. */
  void unreadable(EngineException failure) {
    firstUnreadable.compareAndSet(null, failure);
  }

  /** Returns the first failure to ask the engine, if there was one. */
  Optional<EngineException> unreadable() {
    return Optional.ofNullable(firstUnreadable.get());
  }

  /** Notes that the engine's list may tell an old state for a moment from now. */
  synchronized void listLags() {
    listedRightFrom = clock.nanos() + LIST_LAG.toNanos();
    lags = true;
  }

  /** Waits until the engine's list tells the states as they are. */
  void awaitList() {
    Duration left = listLag();
    if (!left.isNegative() && !left.isZero()) {
      pause(left);
    }
  }

  private synchronized Duration listLag() {
    return lags ? Duration.ofNanos(listedRightFrom - clock.nanos()) : Duration.ZERO;
  }

  /** Returns whether the run is to end. */
  boolean ending() {
    return interruption.wish().isPresent();
  }

  /** Waits; returns false if the thread was told to stop. */
  boolean pause(Duration duration) {
    try {
      clock.sleep(duration);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      interruption.request(ExitCode.INTERRUPTED);
      return false;
    }
  }

  /** Waits, in short naps; returns false as soon as the run is to end. */
  boolean pauseUnlessEnding(Duration duration) {
    long until = clock.nanos() + duration.toNanos();
    while (!ending()) {
      Duration left = Duration.ofNanos(until - clock.nanos());
      if (left.isNegative() || left.isZero()) {
        return true;
      }
      pause(left.compareTo(NAP) < 0 ? left : NAP);
    }
    return false;
  }
}
