package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Host;
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
 * One operation on one target: look, judge, record, send, look again, and go by what is seen. Used
 * once, by one thread.
 */
final class OperationRun {
  private final RunContext run;
  private final Operation operation;
  private final Action action;
  private final Goal goal;
  private final History history = new History();
  private final long started;

  private Duration deadline;

  private ContainerState stateBefore = ContainerState.UNKNOWN;
  private ContainerState stateAfter = ContainerState.UNKNOWN;

  OperationRun(RunContext run, Operation operation) {
    this.run = run;
    this.operation = operation;
    this.action = operation.action();
    this.goal = action.operation().goal(action.arguments());
    this.started = run.clock.nanos();
    this.deadline = action.deadline();
  }

  /**
   * Does it as the first of a chain.
   *
   * @param listed the target as the selection just found it
   * @param selector what a fresh look must not contradict
   * @throws dev.thaw.event.SinkFailure if it could not be recorded; what was not, was not sent
   */
  Outcome first(Snapshot listed, Predicate selector) {
    stateBefore = listed.state();
    stateAfter = listed.state();
    return run(() -> listsOnly(listed) ? Optional.of(listed) : inspect(), selector);
  }

  /**
   * Does it after another one of its chain.
   *
   * @throws dev.thaw.event.SinkFailure if it could not be recorded; what was not, was not sent
   */
  Outcome next() {
    return run(this::inspect, Action.ALWAYS);
  }

  private Outcome run(Patience.Question<Optional<Snapshot>> look, Predicate selector) {
    if (run.interruption.wish().isPresent()) {
      return finish(Outcome.SKIPPED, "not begun: the run is ending");
    }
    try {
      Optional<Snapshot> found = look.ask();
      Optional<Snapshot> target = found.isEmpty() ? found : deepen(found.get());
      return target.isEmpty()
          ? finish(Outcome.SKIPPED, "gone since it was listed")
          : judge(target.get(), selector);
    } catch (EngineException unreadable) {
      run.unreadable(unreadable);
      return finish(Outcome.FAILED, "nothing was sent: " + unreadable.getMessage());
    }
  }

  /** What only shows the list needs no second look at what was just listed. */
  private boolean listsOnly(Snapshot listed) throws EngineException {
    return lower(listed) instanceof Request.Nothing;
  }

  private Optional<Snapshot> inspect() throws EngineException {
    return run.patience.ask(() -> run.inventory.inspect(operation.target()));
  }

  private Optional<Snapshot> deepen(Snapshot target) throws EngineException {
    Optional<Snapshot> known =
        run.patience.ask(() -> run.inventory.deepen(target, action.guard().cost()));
    if (known.isEmpty() || !action.guard().asksOfHost()) {
      return known;
    }
    Host host = run.patience.ask(run.inventory::host);
    return known.map(snapshot -> snapshot.on(host));
  }

  private Outcome judge(Snapshot before, Predicate selector) throws EngineException {
    deadline = action.deadline(before.inspection());
    stateBefore = before.state();
    stateAfter = before.state();
    if (selector.judge(before) == Truth.FALSE) {
      return finish(Outcome.SKIPPED, "no longer matches: " + Verdict.readings(selector, before));
    }
    Verdict verdict = Verdict.of(action, before);
    return switch (verdict.decision()) {
      case SKIP -> finish(Outcome.SKIPPED, verdict.reason());
      case UNCHANGED -> finish(Outcome.UNCHANGED, verdict.reason());
      case ACT -> act(before);
    };
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
      if (overdue()) {
        return finish(
            history.lost() ? Outcome.UNKNOWN : Outcome.FAILED,
            "its timeout passed before anything" + (history.left() ? " more" : "") + " was sent");
      }
      history.add(send(request, before));
      Conclusion conclusion = conclude(before);
      if (!conclusion.again()) {
        return finish(conclusion.outcome(), conclusion.reason());
      }
      series = series == null ? run.retries().series() : series;
      Optional<Duration> wait = series.after(history.last());
      if (wait.isEmpty() || wait.get().compareTo(left()) > 0 || run.ending()) {
        return finish(conclusion.outcome(), conclusion.reason());
      }
      run.events.emit(
          new RunEvent.Retrying(operation, history.tries(), conclusion.reason(), wait.get()));
      if (!run.pauseUnlessEnding(wait.get())) {
        return finish(conclusion.outcome(), conclusion.reason());
      }
    }
  }

  private Attempt send(Request request, Snapshot before) {
    if (action.operation().effect() != Effect.OBSERVE) {
      run.events.emit(
          new RunEvent.Intent(operation, before.state(), request.calls(), history.tries() + 1));
      run.tally.sending();
    }
    return new RequestSender(run.engine, run.clock::nanos)
        .send(
            request,
            !before.inspection().tty(),
            left(),
            (error, line) -> run.events.emit(new RunEvent.Output(operation, error, line)));
  }

  private Conclusion conclude(Snapshot before) {
    var judge = new Judge(action.operation(), goal);
    if (!history.last().left() || action.operation().effect() == Effect.OBSERVE) {
      return judge.conclude(history);
    }
    Sight sight = new Observer(run, operation.target(), goal, before).after(history.last(), left());
    stateAfter = sight instanceof Sight.Seen seen ? seen.now().state() : ContainerState.UNKNOWN;
    return goal.observable() ? judge.conclude(history, before, sight) : judge.conclude(history);
  }

  private boolean overdue() {
    return run.clock.nanos() - started >= deadline.toNanos();
  }

  /** At least a millisecond: what has left is looked after even if its time is up. */
  private Duration left() {
    Duration spent = Duration.ofNanos(run.clock.nanos() - started);
    Duration left = deadline.minus(spent);
    return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
  }

  private Outcome finish(Outcome outcome, String reason) {
    if (history.left() && goal.listedLate()) {
      run.listLags();
    }
    run.tally.add(outcome);
    run.events.emit(new RunEvent.Finished(
        operation,
        outcome,
        stateBefore,
        stateAfter,
        history.tries(),
        Duration.ofNanos(run.clock.nanos() - started),
        reason));
    return outcome;
  }
}
