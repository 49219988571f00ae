package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import java.time.Duration;
import java.util.Optional;

/** Asks the engine again where the connection fails: looking does no harm. */
final class Patience {
  private final RunContext run;

  Patience(RunContext run) {
    this.run = run;
  }

  /** A question that changes nothing. */
  interface Question<T> {
    T ask() throws EngineException;
  }

  /**
   * Asks until there is an answer, or no more tries are right.
   *
   * @throws EngineException the last failure
   */
  <T> T ask(Question<T> question) throws EngineException {
    RetryRules.Series series = null;
    while (true) {
      try {
        return question.ask();
      } catch (EngineException failure) {
        series = series == null ? run.retries(Optional.empty()).series() : series;
        Optional<Duration> wait =
            series.after(new Attempt.NotSent(failure.getMessage(), mayPass(failure)));
        if (wait.isEmpty() || !run.pauseUnlessEnding(wait.get())) {
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
