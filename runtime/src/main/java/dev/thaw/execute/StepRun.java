package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.plan.Refusal;
import dev.thaw.plan.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One step: find its targets, then carry its chain of operations out on all of them side by side.
 */
final class StepRun {
  private final RunContext run;
  private final Node.Step step;

  StepRun(RunContext run, Node.Step step) {
    this.run = run;
    this.step = step;
  }

  /** How a step ended. */
  enum End {
    DONE,
    FAILED,
    /** More matches than allowed; nothing was done. */
    DENIED
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
        run.patience.ask(() -> Selection.select(run.inventory, run.workers, step.where()));
    Optional<Refusal> refusal = Refusal.of(step, selection.matches(), run.engine.dialect());
    if (refusal.isPresent()) {
      run.events.emit(new RunEvent.StepRefused(step, refusal.get().message()));
      return refusal.get().denied() ? End.DENIED : End.FAILED;
    }
    run.events.emit(new RunEvent.StepStarted(step, selection.matches(), selection.undecided()));
    var tally = new Tally();
    List<Boolean> good = run.workers.map(selection.matches(), target -> chain(target, tally));
    run.events.emit(new RunEvent.StepFinished(
        step, tally.counts(), Duration.ofNanos(run.clock.nanos() - started)));
    return good.contains(false) ? End.FAILED : End.DONE;
  }

  private boolean chain(Snapshot target, Tally tally) {
    for (int index = 0; index < step.actions().size(); index++) {
      Action action = step.actions().get(index);
      var operation = new Operation(
          step.id() + "." + (index + 1) + "." + target.shortId(),
          step.id(),
          action,
          target.id(),
          target.name(),
          target.image());
      var operationRun = new OperationRun(run, operation);
      Outcome outcome = index == 0 ? operationRun.first(target, step.where()) : operationRun.next();
      tally.add(outcome);
      if (!outcome.goesOn()) {
        return outcome == Outcome.SKIPPED;
      }
    }
    return true;
  }
}
