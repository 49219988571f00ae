package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Inventory;
import java.time.Duration;
import java.util.Optional;

/** Asks the engine again where the connection fails: looking does no harm. */
final class Patience {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final RunContext run;

  Patience(RunContext run) {
    this.run = run;
  }

  /** A question that changes nothing. */
  interface Question<T> {
    T ask() throws EngineException;
  }

  /** A look that changes nothing. */
  interface Look<T> {
    T at(Inventory inventory) throws EngineException;
  }

  /**
   * Looks until there is something to be seen, no more tries are right, or the time is up.
   *
   * @param most how long all tries together may take
   * @throws EngineException the last failure
   */
  <T> T look(Duration most, Look<T> look) throws EngineException {
    long until = run.clock.nanos() + most.toNanos();
    return ask(() -> look.at(run.inventory.within(left(until))), until);
  }

  /** At least a millisecond: the answer may be there already. */
  private Duration left(long until) {
    return Duration.ofNanos(Math.max(1_000_000, until - run.clock.nanos()));
  }

  /**
   * Asks until there is an answer, or no more tries are right.
   *
   * @throws EngineException the last failure
   */
  <T> T ask(Question<T> question) throws EngineException {
    return ask(question, run.clock.nanos() + LONGEST.toNanos());
  }

  private <T> T ask(Question<T> question, long until) throws EngineException {
    RetryRules.Series series = null;
    while (true) {
      try {
        return question.ask();
      } catch (EngineException failure) {
        series = series == null ? run.retries(Optional.empty()).series() : series;
        Optional<Duration> wait =
            series.after(new Attempt.NotSent(failure.getMessage(), mayPass(failure)));
        boolean late = wait.isPresent() && wait.get().compareTo(left(until)) >= 0;
        if (wait.isEmpty() || late || !run.pauseUnlessEnding(wait.get())) {
          throw failure;
        }
      }
    }
  }

  private static boolean mayPass(EngineException failure) {
    return failure.fault() != EngineException.Fault.DENIED
        && failure.fault() != EngineException.Fault.UNSUPPORTED;
  }
}
