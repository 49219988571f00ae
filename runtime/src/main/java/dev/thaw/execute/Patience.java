package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Inventory;
import java.time.Duration;
import java.util.Optional;

/** Asks the engine again where the connection fails: looking does no harm. */
final class Patience {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The last of these is some 30 s long. */
  private static final int WAITS = 5;

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
    return look(run.inventory, most, look);
  }

  /** Looks so at another inventory than the run's. */
  <T> T look(Inventory through, Duration most, Look<T> look) throws EngineException {
    long until = run.clock.nanos() + most.toNanos();
    return ask(() -> look.at(through.within(left(until))), until);
  }

  /** At least a millisecond: the answer may be there already. */
  private Duration left(long until) {
    return Duration.ofNanos(Math.max(1_000_000, until - run.clock.nanos()));
  }

  /**
   * Asks as {@link #ask} does, but waits where the engine is left alone: whoever asks for a whole
   * step is one, and may well be the one that finds it answering again.
   *
   * @throws EngineException the last failure
   */
  <T> T await(Question<T> question) throws EngineException {
    for (int waits = 0; ; waits++) {
      try {
        return ask(question);
      } catch (EngineException failure) {
        boolean shunned = failure.fault() == EngineException.Fault.SHUNNED;
        if (!shunned || waits == WAITS || !run.pauseUnlessEnding(run.breaker.untilProbe())) {
          throw failure;
        }
      }
    }
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
        series = series == null ? run.retries(Optional.empty()).series(run.someRandom()) : series;
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
        && failure.fault() != EngineException.Fault.UNSUPPORTED
        && failure.fault() != EngineException.Fault.SHUNNED;
  }
}
