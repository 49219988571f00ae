package dev.thaw.execute;

import dev.thaw.engine.Engine;
import dev.thaw.engine.Inventory;
import dev.thaw.engine.Workers;
import dev.thaw.event.EventBus;
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

  private final RandomGenerator random;
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
}
