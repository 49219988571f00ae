package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.event.ExitCode;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Goal;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out what is the case, where the engine's answer does not say or cannot be trusted.
 *
 * <p>The engine loses track of itself when pause and unpause follow each other closely: for up to
 * 50 ms its failures may not be true, nor its states (measured on 26.1.5, moby).
 */
final class Observer {
  private static final Duration SETTLING = Duration.ofMillis(50);
  /** How long the engine may go on with what it was told before the connection broke. */
  private static final Duration AFTERMATH = Duration.ofSeconds(2);

  private final RunContext run;

  Observer(RunContext run) {
    this.run = run;
  }

  /**
   * Inspects, trying again where the connection fails: looking does no harm.
   *
   * @return nothing if there is no such container
   * @throws EngineException if no try succeeded
   */
  Optional<Snapshot> look(String id) throws EngineException {
    RetryRules.Series series = null;
    while (true) {
      try {
        return run.inventory.inspect(id);
      } catch (EngineException failure) {
        series = series == null ? run.retries().series() : series;
        Optional<Duration> wait =
            series.after(new Attempt.NotSent(failure.getMessage(), worthRetrying(failure)));
        if (wait.isEmpty() || !pause(wait.get())) {
          throw failure;
        }
      }
    }
  }

  /** Inspects when the engine has had time to settle. */
  Optional<Snapshot> lookWhenSettled(String id) throws EngineException {
    pause(SETTLING);
    return look(id);
  }

  /**
   * Inspects until the goal shows, the time is up or the container is gone.
   *
   * @param patience how long at most; two seconds if that is shorter and the request can be
   *     repeated
   */
  Optional<Snapshot> lookUntil(String id, Goal goal, Snapshot before, Duration patience)
      throws EngineException {
    Duration most = goal.repeatable() && patience.compareTo(AFTERMATH) > 0 ? AFTERMATH : patience;
    long until = run.clock.nanos() + most.toNanos();
    Optional<Snapshot> now = look(id);
    while (now.isPresent()
        && !goal.reached(before, now.get())
        && run.clock.nanos() < until
        && pause(SETTLING)) {
      now = look(id);
    }
    return now;
  }

  /** Waits; returns false if the thread was told to stop. */
  boolean pause(Duration duration) {
    try {
      run.clock.sleep(duration);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      run.interruption.request(ExitCode.INTERRUPTED);
      return false;
    }
  }

  private static boolean worthRetrying(EngineException failure) {
    return failure.fault() != EngineException.Fault.DENIED
        && failure.fault() != EngineException.Fault.UNSUPPORTED;
  }
}
