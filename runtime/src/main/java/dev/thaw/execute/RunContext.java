package dev.thaw.execute;

import dev.thaw.engine.Engine;
import dev.thaw.engine.Inventory;
import dev.thaw.engine.Workers;
import dev.thaw.event.EventBus;
import dev.thaw.event.ExitCode;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What all parts of one run share. */
final class RunContext {
  final Engine engine;
  final Inventory inventory;
  final Workers workers;
  final EventBus events;
  final RunClock clock;
  final Interruption interruption;
  final Tally tally = new Tally();

  private static final Duration LIST_LAG = Duration.ofMillis(50);

  private final RandomGenerator random;
  private boolean lags;
  private long listedRightFrom;
  private RetryRules retries;

  RunContext(
      Engine engine,
      Workers workers,
      EventBus events,
      RunClock clock,
      RandomGenerator random,
      Interruption interruption) {
    this.engine = engine;
    this.inventory = new Inventory(engine);
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

  /** Notes that the engine's list may tell an old state for a moment from now. */
  synchronized void listLags() {
    listedRightFrom = clock.nanos() + LIST_LAG.toNanos();
    lags = true;
  }

  /** Waits until the engine's list tells the states as they are. */
  void awaitList() {
    Duration left = listLag();
    if (left.isNegative() || left.isZero()) {
      return;
    }
    try {
      clock.sleep(left);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      interruption.request(ExitCode.INTERRUPTED);
    }
  }

  private synchronized Duration listLag() {
    return lags ? Duration.ofNanos(listedRightFrom - clock.nanos()) : Duration.ZERO;
  }
}
