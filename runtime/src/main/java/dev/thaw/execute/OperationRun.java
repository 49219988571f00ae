package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.FactCost;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Truth;
import dev.thaw.operation.Effect;
import dev.thaw.operation.Goal;
import dev.thaw.operation.Request;
import dev.thaw.plan.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * One operation on one target: look, judge, send, look again, and decide from what is seen whether
 * it is done, to be tried again, failed or unknown. Used once, by one thread.
 */
final class OperationRun {
  private final RunContext run;
  private final Operation operation;
  private final Action action;
  private final Goal goal;
  private final Observer observer;
  private final long started;

  private int attempts;
  private ContainerState stateBefore = ContainerState.UNKNOWN;
  private ContainerState stateAfter = ContainerState.UNKNOWN;

  OperationRun(RunContext run, Operation operation) {
    this.run = run;
    this.operation = operation;
    this.action = operation.action();
    this.goal = action.operation().goal(action.arguments());
    this.observer = new Observer(run);
    this.started = run.clock.nanos();
  }

  /**
   * Does it.
   *
   * @param listed the target as the selection found it
   * @param stillMatching what a fresh look must not contradict
   * @throws dev.thaw.event.SinkFailure if it could not be recorded; then nothing was sent that was
   *     not
   */
  Outcome run(Snapshot listed, Predicate stillMatching) {
    if (run.interruption.wish().isPresent()) {
      return finish(Outcome.SKIPPED, "not begun: the run is ending");
    }
    try {
      Optional<Snapshot> fresh = fresh(listed);
      if (fresh.isEmpty()) {
        return finish(Outcome.SKIPPED, "gone since it was listed");
      }
      Snapshot before = fresh.get();
      stateBefore = before.state();
      stateAfter = before.state();
      if (stillMatching.judge(before) == Truth.FALSE) {
        return finish(
            Outcome.SKIPPED, "no longer matches: " + Verdict.readings(stillMatching, before));
      }
      Verdict verdict = Verdict.of(action, before);
      return switch (verdict.decision()) {
        case SKIP -> finish(Outcome.SKIPPED, verdict.reason());
        case UNCHANGED -> finish(Outcome.UNCHANGED, verdict.reason());
        case ACT -> act(before);
      };
    } catch (EngineException unreadable) {
      return finish(Outcome.FAILED, "nothing was sent: " + unreadable.getMessage());
    }
  }

  /** What only looks at the list needs no second look. */
  private Optional<Snapshot> fresh(Snapshot listed) throws EngineException {
    Request request = lower(listed);
    FactCost guard = action.guard().cost();
    if (request instanceof Request.Nothing) {
      return run.inventory.deepen(listed, guard);
    }
    Optional<Snapshot> looked = observer.look(listed.id());
    return looked.isEmpty() ? looked : run.inventory.deepen(looked.get(), guard);
  }

  private Request lower(Snapshot target) throws EngineException {
    return action.operation().lower(target, action.arguments(), run.engine.dialect());
  }

  private Outcome act(Snapshot before) throws EngineException {
    Request request = lower(before);
    if (request instanceof Request.Nothing) {
      run.events.emit(new RunEvent.Listed(operation, before));
      return finish(Outcome.OBSERVED, "");
    }
    RetryRules.Series series = null;
    while (true) {
      Attempt attempt = send(request, before);
      Conclusion conclusion = conclude(attempt, before);
      if (!conclusion.again()) {
        return finish(conclusion.outcome(), conclusion.reason());
      }
      series = series == null ? run.retries().series() : series;
      Optional<Duration> wait = series.after(attempt);
      if (wait.isEmpty()
          || wait.get().compareTo(left()) > 0
          || run.interruption.wish().isPresent()) {
        return finish(conclusion.outcome(), conclusion.reason());
      }
      run.events.emit(new RunEvent.Retrying(operation, attempts, conclusion.reason(), wait.get()));
      observer.pause(wait.get());
    }
  }

  private Attempt send(Request request, Snapshot before) {
    attempts++;
    if (action.operation().effect() != Effect.OBSERVE) {
      run.events.emit(new RunEvent.Intent(operation, before.state(), request.calls(), attempts));
      run.tally.sending();
    }
    return new RequestSender(run.engine, run.clock::nanos)
        .send(
            request,
            !before.inspection().tty(),
            left(),
            (error, line) -> run.events.emit(new RunEvent.Output(operation, error, line)));
  }

  /**
   * What follows from an attempt: the outcome it has, or would have if there were no more tries.
   */
  private record Conclusion(Outcome outcome, String reason, boolean again) {
    static Conclusion last(Outcome outcome, String reason) {
      return new Conclusion(outcome, reason, false);
    }

    static Conclusion unlessRetried(Outcome outcome, String reason) {
      return new Conclusion(outcome, reason, true);
    }
  }

  private Conclusion conclude(Attempt attempt, Snapshot before) {
    if (attempt instanceof Attempt.NotSent notSent) {
      return Conclusion.unlessRetried(Outcome.FAILED, "nothing was sent: " + notSent.reason());
    }
    return goal.observable() ? observed(attempt, before) : believed(attempt);
  }

  /** Nothing would show it, so the engine's answer is all there is. */
  private Conclusion believed(Attempt attempt) {
    boolean observes = action.operation().effect() == Effect.OBSERVE;
    if (attempt instanceof Attempt.Accepted) {
      return Conclusion.last(observes ? Outcome.OBSERVED : Outcome.CHANGED, "");
    }
    if (attempt instanceof Attempt.Ran ran) {
      return Conclusion.last(
          ran.exitCode() == 0 ? Outcome.CHANGED : Outcome.FAILED, attempt.reason());
    }
    if (attempt instanceof Attempt.Refused refused) {
      boolean busy = refused.status() == 429 || refused.status() == 503;
      return new Conclusion(Outcome.FAILED, attempt.reason(), busy || observes);
    }
    return observes
        ? Conclusion.unlessRetried(Outcome.FAILED, attempt.reason())
        : Conclusion.last(Outcome.UNKNOWN, attempt.reason());
  }

  private Conclusion observed(Attempt attempt, Snapshot before) {
    try {
      Optional<Snapshot> now = lookAfter(attempt, before);
      if (now.isEmpty()) {
        return Conclusion.last(
            goal.reachedWhenGone() ? Outcome.CHANGED : Outcome.FAILED, "the container is gone");
      }
      stateAfter = now.get().state();
      if (goal.reached(before, now.get())) {
        return Conclusion.last(reachedBy(attempt), "");
      }
      return unreached(attempt, now.get());
    } catch (EngineException unreadable) {
      stateAfter = ContainerState.UNKNOWN;
      return attempt instanceof Attempt.Accepted
          ? Conclusion.last(Outcome.CHANGED, "not verified: " + unreadable.getMessage())
          : Conclusion.last(Outcome.UNKNOWN, attempt.reason() + "; " + unreadable.getMessage());
    }
  }

  private Optional<Snapshot> lookAfter(Attempt attempt, Snapshot before) throws EngineException {
    if (attempt instanceof Attempt.Lost) {
      return observer.lookUntil(operation.target(), goal, before, left());
    }
    Optional<Snapshot> now = attempt instanceof Attempt.Accepted
        ? observer.look(operation.target())
        : observer.lookWhenSettled(operation.target());
    return now.isPresent() && !goal.reached(before, now.get())
        ? observer.lookWhenSettled(operation.target())
        : now;
  }

  /** Refused by the engine at our first try and yet reached: somebody else did it. */
  private Outcome reachedBy(Attempt attempt) {
    boolean others =
        attempt instanceof Attempt.Refused refused && refused.status() == 409 && attempts == 1;
    return others ? Outcome.UNCHANGED : Outcome.CHANGED;
  }

  private Conclusion unreached(Attempt attempt, Snapshot now) {
    String state = "it is " + now.state().word();
    if (attempt instanceof Attempt.Lost lost) {
      String reason = lost.reason() + "; " + state;
      return goal.repeatable() && action.operation().appliesTo(now.state())
          ? Conclusion.unlessRetried(Outcome.UNKNOWN, reason)
          : Conclusion.last(Outcome.UNKNOWN, reason);
    }
    String reason = attempt instanceof Attempt.Accepted
        ? "the engine says that it is done, but " + state
        : attempt.reason() + "; " + state;
    return new Conclusion(
        Outcome.FAILED, reason, goal.repeatable() && action.operation().appliesTo(now.state()));
  }

  private Duration left() {
    Duration spent = Duration.ofNanos(run.clock.nanos() - started);
    Duration left = action.deadline().minus(spent);
    return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
  }

  private Outcome finish(Outcome outcome, String reason) {
    if (attempts > 0 && goal.listedLate()) {
      run.listLags();
    }
    run.tally.add(outcome);
    run.events.emit(new RunEvent.Finished(
        operation,
        outcome,
        stateBefore,
        stateAfter,
        attempts,
        Duration.ofNanos(run.clock.nanos() - started),
        reason));
    return outcome;
  }
}
