package dev.thaw.execute;

import dev.thaw.engine.Answers;
import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Truth;
import dev.thaw.graph.Until;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.Effect;
import dev.thaw.operation.Goal;
import dev.thaw.operation.Request;
import dev.thaw.plan.OnHost;
import dev.thaw.plan.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * One operation on one target: look, judge, record, send, look again, and go by what is seen. Used
 * once, by one thread.
 */
final class OperationRun {
  private static final Objection NONE = seen -> Optional.empty();

  private final RunContext run;
  private final Operation operation;
  private final Action action;
  private final Arguments arguments;
  private final Goal goal;
  private final History history = new History();
  private final TimeLimit limit;
  private final Allowance time;
  private final Looks looks;
  private final CopyIn copyIn;
  private final CriuWords criu;
  private Objection objection = NONE;
  private Optional<ContainerState> held = Optional.empty();
  private boolean several;

  private ContainerState stateBefore = ContainerState.UNKNOWN;
  private ContainerState stateAfter = ContainerState.UNKNOWN;

  /** @param limit how long the step that it belongs to may take */
  OperationRun(RunContext run, Operation operation, TimeLimit limit) {
    this.run = run;
    this.limit = limit;
    this.operation = operation;
    this.action = operation.action();
    this.arguments = run.named(action);
    this.goal = action.operation().goal(arguments);
    this.time = new Allowance(run.clock, limit.cut(action.deadline()));
    this.looks = new Looks(run, operation, time);
    this.copyIn = new CopyIn(run, operation);
    this.criu = new CriuWords(run);
  }

  /** Says how many containers its step takes. */
  OperationRun among(int targets) {
    several = targets > 1;
    return this;
  }

  /**
   * Says which state something before it in its chain holds the target in: what has left that, by
   * whomever, is not what the chain is about any more.
   */
  void in(Optional<ContainerState> state) {
    held = state;
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
    return run(() -> listsOnly(listed) ? Optional.of(listed) : looks.inspect(), selector);
  }

  /**
   * Leaves it be.
   *
   * @param listed the target as the selection found it
   */
  Outcome leave(Snapshot listed, String reason) {
    stateBefore = listed.state();
    stateAfter = listed.state();
    return finish(Outcome.SKIPPED, reason);
  }

  /** Leaves it be after another one of its chain. */
  Outcome leave(String reason) {
    return finish(Outcome.SKIPPED, reason);
  }

  /**
   * Does it after another one of its chain.
   *
   * @throws dev.thaw.event.SinkFailure if it could not be recorded; what was not, was not sent
   */
  Outcome next() {
    return run(looks::inspect, Action.ALWAYS);
  }

  /** Why what is seen is to be left as it is. */
  interface Objection {
    Optional<String> to(Optional<Snapshot> seen) throws EngineException;
  }

  /** Does it unless a fresh look gives reason to leave it. */
  Outcome unless(Objection objection) {
    this.objection = objection;
    return run(looks::inspect, Action.ALWAYS);
  }

  private Outcome run(Patience.Question<Optional<Snapshot>> look, Predicate selector) {
    if (run.ending()) {
      return finish(Outcome.SKIPPED, "not begun: " + run.ends());
    }
    try {
      Optional<Snapshot> found = look.ask();
      Optional<String> objected = objection.to(found);
      if (objected.isPresent()) {
        found.ifPresent(seen -> stateBefore = seen.state());
        stateAfter = stateBefore;
        return finish(Outcome.SKIPPED, objected.get());
      }
      Optional<Snapshot> target = found.isEmpty() ? found : looks.deepen(found.get());
      return target.isEmpty()
          ? finish(
              action.operation().waits() ? Outcome.FAILED : Outcome.SKIPPED,
              "gone since it was listed")
          : judge(target.get(), selector);
    } catch (EngineException unreadable) {
      run.unreadable(unreadable);
      return history.left()
          ? finish(
              history.lost() ? Outcome.UNKNOWN : Outcome.FAILED,
              "not tried again: " + unreadable.getMessage())
          : finish(Outcome.FAILED, "nothing was sent: " + unreadable.getMessage());
    }
  }

  /** What only shows the list needs no second look at what was just listed. */
  private boolean listsOnly(Snapshot listed) throws EngineException {
    return lower(listed, arguments) instanceof Request.Nothing;
  }

  private Outcome judge(Snapshot before, Predicate selector) throws EngineException {
    time.bound(limit.cut(action.deadline(before.inspection())));
    stateBefore = before.state();
    stateAfter = before.state();
    Optional<String> stale = run.restrictions.adherence().stale(operation, before);
    if (stale.isPresent()) {
      run.tally.stale();
      return finish(Outcome.FAILED, stale.get());
    }
    if (selector.judge(before) == Truth.FALSE) {
      return finish(Outcome.SKIPPED, "no longer matches: " + Verdict.readings(selector, before));
    }
    if (held.filter(state -> state != before.state()).isPresent() && !goal.holds(before)) {
      return finish(
          Outcome.FAILED,
          "it is " + before.state().word() + ", and was to stay " + held.get().word()
              + " until this is done");
    }
    Verdict verdict =
        run.quota.verdict(action, before, Verdict.of(action, before, run.restrictions.rules()));
    return switch (verdict.decision()) {
      case SKIP -> finish(Outcome.SKIPPED, verdict.reason());
      case DENY -> finish(Outcome.DENIED, verdict.reason());
      case UNCHANGED -> reached(Outcome.UNCHANGED, verdict.reason());
      case ACT -> act(before);
    };
  }

  private Request lower(Snapshot target, Arguments arguments) throws EngineException {
    return action.operation().lower(target, arguments, run.engine.dialect());
  }

  /**
   * Where it hangs on the engine what is to be sent, that is asked, within the operation's time.
   */
  private Request asked(Request request) throws EngineException {
    return request instanceof Request.Inquiry
        ? OnHost.settled(
            run.restrictions.files(),
            run.patience.ask(() -> Answers.settled(run.engine, request, time.left())))
        : request;
  }

  private Outcome act(Snapshot before) throws EngineException {
    Request request = asked(lower(before, arguments));
    if (request instanceof Request.Nothing) {
      run.events.emit(new RunEvent.Listed(operation, before));
      return reached(Outcome.OBSERVED, "");
    }
    if (request instanceof Request.Impossible impossible) {
      return finish(Outcome.FAILED, "nothing was sent: " + impossible.reason());
    }
    if (request instanceof Request.Told told) {
      told.lines()
          .forEach(line -> run.events.emit(new RunEvent.Output(operation, false, told(line))));
      return reached(Outcome.OBSERVED, "");
    }
    if (request instanceof Request.Proven proven && proven.calls().isEmpty()) {
      return reached(Outcome.UNCHANGED, "");
    }
    if (request instanceof Request.Await await) {
      return reached(
          new WaitRun(run, operation, await, time, !before.inspection().tty())
              .run(before.state(), history, seen -> stateAfter = seen.state()));
    }
    Request revealed = request instanceof Request.Proven || request instanceof Request.Staged
        ? request
        : asked(lower(before, run.restrictions.secrets().reveal(arguments)));
    if (request instanceof Request.Upload told && revealed instanceof Request.Upload upload) {
      Optional<String> refused = copyIn.look(upload, time);
      if (refused.isPresent()) {
        return finish(Outcome.FAILED, refused.get());
      }
      request = copyIn.placed(told);
    }
    RetryRules.Series series = null;
    while (true) {
      if (time.over()) {
        return finish(
            history.lost() ? Outcome.UNKNOWN : Outcome.FAILED,
            "its timeout passed before anything" + (history.left() ? " more" : "") + " was sent");
      }
      Optional<String> denial = history.tries() == 0 ? Optional.empty() : looks.denial();
      Optional<String> stale = history.tries() == 0 ? Optional.empty() : looks.stale();
      if (stale.isPresent()) {
        return finish(history.lost() ? Outcome.UNKNOWN : Outcome.FAILED, stale.get());
      }
      if (denial.isPresent()) {
        return finish(history.lost() ? Outcome.UNKNOWN : Outcome.DENIED, denial.get());
      }
      Optional<String> objected = history.tries() == 0 ? Optional.empty() : objected();
      if (objected.isPresent()) {
        return finish(Outcome.SKIPPED, objected.get());
      }
      history.add(send(request, revealed, before));
      Conclusion conclusion = conclude(request, before);
      if (conclusion.outcome() == Outcome.CHANGED) {
        new CheckpointRecords(run, operation, criu).note(request);
      }
      if (!conclusion.again()) {
        boolean plain =
            conclusion.outcome() == Outcome.CHANGED && conclusion.reason().isEmpty();
        return reached(
            conclusion.outcome(),
            plain && request instanceof Request.Proven proven
                ? proven.what()
                : conclusion.reason());
      }
      series =
          series == null ? run.retries(action.retry()).series(run.random(operation.id())) : series;
      Optional<Duration> wait = series.after(history.last());
      if (wait.isEmpty() || wait.get().compareTo(time.left()) > 0 || run.ending()) {
        return finish(conclusion.outcome(), conclusion.reason());
      }
      run.events.emit(
          new RunEvent.Retrying(operation, history.tries(), told(conclusion.reason()), wait.get()));
      if (!run.pauseUnlessEnding(wait.get())) {
        return finish(conclusion.outcome(), conclusion.reason());
      }
    }
  }

  private Optional<String> objected() throws EngineException {
    return objection == NONE ? Optional.empty() : objection.to(looks.inspect());
  }

  /**
   * Sends.
   *
   * @param request as it may be told
   * @param revealed the same with the values of secrets in it
   */
  private Attempt send(Request request, Request revealed, Snapshot before) throws EngineException {
    if (action.operation().effect() != Effect.OBSERVE) {
      run.holds.intend(run, operation, before);
      run.events.emit(new RunEvent.Intent(
          operation, before.state(), request.calls(), request.here(), history.tries() + 1));
      run.tally.sending();
      run.restrictions.adherence().sending(operation, request);
    }
    if (revealed instanceof Request.Download download) {
      return new CopyOut(run, operation, several).attempt(download, time.left());
    }
    if (revealed instanceof Request.Examination examination) {
      return new Examining(run, operation).attempt(examination, time.left());
    }
    var sender = new RequestSender(run.engine, run.breaker.urgent(), run.clock);
    if (revealed instanceof Request.Upload) {
      return copyIn.attempt(sender, time.left());
    }
    var output = new ConcealedOutput(
        run.restrictions.secrets(),
        (error, text) -> run.events.emit(new RunEvent.Output(operation, error, text)));
    Attempt attempt = run.spacing.inTurn(
        action.operation().apart(),
        time.left(),
        () -> revealed instanceof Request.Staged staged
            ? new StagedRun(run, operation, staged, criu, time.left()).attempt(before)
            : criu.explaining(
                revealed,
                operation.target(),
                () ->
                    sender.send(revealed, !before.inspection().tty(), time.left(), output::take)));
    output.end();
    if (sender.partly()) {
      history.addPart();
    }
    return attempt;
  }

  private Conclusion conclude(Request request, Snapshot before) {
    Optional<Request.Evidence> evidence = request.proof();
    var judge = new Judge(action.operation(), goal, evidence.map(Request.Evidence::missing));
    if (!history.last().left() || action.operation().effect() == Effect.OBSERVE) {
      return judge.conclude(history);
    }
    Sight sight = new Observer(run, operation.target(), goal, before, evidence)
        .after(history.last(), time.left());
    stateAfter = sight instanceof Sight.Seen seen ? seen.now().state() : ContainerState.UNKNOWN;
    if (!(history.last() instanceof Attempt.Accepted)
        && sight instanceof Sight.Seen seen
        && seen.reached()
        && evidence.filter(Request.Evidence::early).isPresent()) {
      sight = new Sight.Hidden("the engine has begun it, and does not tell whether it is done");
    }
    return goal.observable() ? judge.conclude(history, sight) : judge.conclude(history);
  }

  private String told(String text) {
    return run.restrictions.secrets().conceal(text);
  }

  private Outcome reached(Conclusion conclusion) {
    return reached(conclusion.outcome(), conclusion.reason());
  }

  /** What was to be reached may not be all that is to be waited for. */
  private Outcome reached(Outcome outcome, String reason) {
    Optional<String> missing = outcome.goesOn()
        ? action
            .until()
            .map(until -> new Until(until.condition(), limit.cut(until.within())))
            .flatMap(until -> new Awaiting(run, operation.target(), until)
                .await(seen -> stateAfter = seen.state()))
        : Optional.empty();
    return missing.isEmpty()
        ? finish(outcome, reason)
        : finish(
            Outcome.FAILED,
            Optional.of(outcome == Outcome.CHANGED),
            WaitFailure.reason(run, operation, missing.get()));
  }

  private Outcome finish(Outcome outcome, String reason) {
    // A command that ran did what it did, whatever its exit code.
    boolean changed =
        outcome == Outcome.CHANGED || history.partly() || history.last() instanceof Attempt.Ran;
    return finish(
        outcome, outcome == Outcome.UNKNOWN ? Optional.empty() : Optional.of(changed), reason);
  }

  private Outcome finish(Outcome outcome, Optional<Boolean> changed, String reason) {
    if (history.left() && goal.listedLate()) {
      run.listLags();
    }
    run.holds.settle(operation, outcome, changed);
    run.tally.add(outcome);
    run.events.emit(new RunEvent.Finished(
        operation,
        outcome,
        changed,
        stateBefore,
        stateAfter,
        history.tries(),
        time.spent(),
        told(reason)));
    return outcome;
  }
}
