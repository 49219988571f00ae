package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.End;
import dev.thaw.graph.Node;
import dev.thaw.graph.Pace.Rollout;
import dev.thaw.journal.Progress;
import dev.thaw.operation.Goal;
import dev.thaw.plan.Choice;
import dev.thaw.plan.Refusal;
import dev.thaw.plan.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step: find its targets, then carry its chain of operations out on them, side by side or batch
 * after batch. Used once.
 */
final class StepRun {
  private final RunContext run;
  private final Node.Step step;
  private final Lanes lanes;
  private final Tally tally = new Tally();
  private final Resumption resumption;
  private final TimeLimit limit;
  /** Whether its time was up before all was begun. */
  private volatile boolean late;

  private volatile int targetCount;

  StepRun(RunContext run, Node.Step step) {
    this.run = run;
    this.step = step;
    this.limit = new TimeLimit(run.clock, step.pace().deadline(), "the step's");
    this.lanes = new Lanes(run.workers, step.pace().concurrency());
    this.resumption = new Resumption(run, step);
  }

  /**
   * Carries the step out and waits for its end.
   *
   * @throws EngineException if its targets cannot be found
   */
  End run() throws EngineException {
    long started = run.clock.nanos();
    run.awaitList();
    Selection selection =
        run.patience.await(() -> Selection.select(run.inventory, run.workers, step.where()));
    List<Snapshot> matches = resumption.matching(selection.matches());
    Adherence adherence = run.restrictions.adherence();
    List<Snapshot> foreign = adherence.foreign(step, matches);
    if (!foreign.isEmpty()) {
      run.tally.stale();
      if (!adherence.mends(step)) {
        run.events.emit(new RunEvent.StepRefused(step, Adherence.told(foreign)));
        return End.FAILED;
      }
    }
    Optional<Refusal> refusal = Refusal.of(step, matches, run.engine.dialect());
    if (refusal.isPresent()) {
      run.events.emit(new RunEvent.StepRefused(step, refusal.get().message()));
      return refusal.get().denied() ? End.DENIED : End.FAILED;
    }
    List<Snapshot> ordered = run.patience.ask(
        () -> Choice.ordered(step.selector(), matches, run.inventory, run.workers));
    List<Snapshot> targets = adherence
        .targets(step, ordered)
        .orElseGet(() -> resumption.taken(ordered, run.random(step)));
    Optional<Refusal> overreach = run.quota.refusal(run, step, targets);
    if (overreach.isPresent()) {
      run.events.emit(new RunEvent.StepRefused(step, overreach.get().message()));
      return End.DENIED;
    }
    run.events.emit(new RunEvent.StepStarted(step, targets, matches.size(), selection.undecided()));
    leave(foreign, "the plan is stale: it does not have this container here");
    leave(adherence.missing(step, ordered), "planned, but it does not match any more");
    run.holds.prepare(step, targets.size());
    targetCount = targets.size();
    End end = carryOut(targets);
    run.events.emit(new RunEvent.StepFinished(
        step, tally.counts(), Duration.ofNanos(run.clock.nanos() - started)));
    return end;
  }

  private End carryOut(List<Snapshot> targets) throws EngineException {
    return step.pace().rollout().isPresent()
        ? rollOut(resumption.open(targets, this::chain), step.pace().rollout().get())
        : end(lanes.map(targets, this::chain));
  }

  private End rollOut(List<Snapshot> targets, Rollout rollout) throws EngineException {
    int bearable = rollout.maxFailures().of(targets.size());
    var outcomes = new ArrayList<Outcome>();
    for (List<Snapshot> batch : Batches.of(targets, rollout)) {
      if (failures(outcomes) > bearable) {
        leave(
            targets.subList(outcomes.size(), targets.size()),
            "not begun: " + failures(outcomes) + " failed, more than maxFailures " + bearable);
        break;
      }
      if (!outcomes.isEmpty() && rollout.pause().toMillis() > 0) {
        run.pauseUnlessEnding(limit.cut(rollout.pause()));
      }
      outcomes.addAll(lanes.map(batch, this::chain));
    }
    End end = end(outcomes);
    if (end.bad() && !late && failures(outcomes) <= bearable) {
      run.tally.tolerate(end);
      return End.DONE;
    }
    return end;
  }

  private static int failures(List<Outcome> outcomes) {
    return (int) outcomes.stream().filter(Outcome::bad).count();
  }

  private End end(List<Outcome> outcomes) {
    if (late) {
      return End.FAILED;
    }
    return outcomes.stream()
        .filter(Outcome::bad)
        .map(outcome -> outcome == Outcome.DENIED ? End.DENIED : End.FAILED)
        .reduce(End.DONE, End::or);
  }

  private void leave(List<Snapshot> targets, String reason) {
    for (Snapshot target : targets) {
      tally.add(new OperationRun(run, operation(target, 0), limit).leave(target, reason));
    }
  }

  /** Returns the outcome of the last operation that it came to. */
  private Outcome chain(Snapshot target) {
    var turn = new FreezingTurn(run);
    try {
      return chain(target, turn);
    } finally {
      turn.end();
    }
  }

  private Outcome chain(Snapshot target, FreezingTurn turn) {
    int[] succeeded = {0};
    Outcome outcome = chain(target, succeeded, turn);
    for (int index = 0; index < step.actions().size(); index++) {
      int needed = index + 1 + step.actions().get(index).holdUntil();
      Optional<Held> held = run.holds.of(operation(target, index));
      if (held.isPresent() && step.actions().get(index).held()) {
        endHold(held.get(), succeeded[0] >= needed, outcome);
      }
    }
    return outcome;
  }

  private void endHold(Held held, boolean stays, Outcome outcome) {
    if (stays) {
      run.holds.become(held, Progress.MOOT);
    } else {
      if (outcome.bad()) {
        run.holds.breakChain();
      }
      new ReleaseRun(run).run(List.of(held));
    }
  }

  /** @param succeeded gets how many operations have succeeded one after the other */
  private Outcome chain(Snapshot target, int[] succeeded, FreezingTurn turn) {
    Outcome outcome = Outcome.SKIPPED;
    for (int index = 0; index < step.actions().size(); index++) {
      var operationRun = new OperationRun(run, operation(target, index), limit).among(targetCount);
      Optional<String> done = resumption.done(target, index);
      if (done.isPresent()) {
        outcome = operationRun.leave(target, done.get());
        tally.add(outcome);
        succeeded[0] = index + 1;
        continue;
      }
      turn.before(index, step.actions().get(index));
      if (limit.passed()) {
        late = true;
        String reason = "not begun: " + limit.reason();
        tally.add(index == 0 ? operationRun.leave(target, reason) : operationRun.leave(reason));
        break;
      }
      operationRun.in(heldFor(index));
      outcome = index == 0 ? operationRun.first(target, step.where()) : operationRun.next();
      tally.add(outcome);
      if (!outcome.goesOn()) {
        break;
      }
      succeeded[0] = index + 1;
      turn.after(index);
    }
    return outcome;
  }

  /** Returns the state that something before it in the chain is to hold the target in. */
  private Optional<ContainerState> heldFor(int index) {
    for (int before = 0; before < index; before++) {
      Action action = step.actions().get(before);
      if (before + action.holdUntil() >= index
          && action.operation().goal(action.arguments()) instanceof Goal.Reaches held) {
        return Optional.of(held.state());
      }
    }
    return Optional.empty();
  }

  private Operation operation(Snapshot target, int index) {
    return new Operation(
        step.id() + "." + (index + 1) + "." + target.shortId(),
        step.id(),
        step.actions().get(index),
        target.id(),
        target.name(),
        target.image());
  }
}
