package dev.thaw.plan;

import dev.thaw.engine.EngineInfo;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.operation.EngineCall;
import java.util.List;
import java.util.Optional;

/**
 * What a graph would do on an engine as it is now.
 *
 * @param engine which
 * @param steps in the order of the script
 */
public record Plan(EngineInfo engine, List<PlannedStep> steps) {

  public Plan {
    steps = List.copyOf(steps);
  }

  /** Returns the first refusal for having more matches than the script allows, if there is one. */
  public Optional<Refusal> denial() {
    return steps.stream()
        .flatMap(s -> s.refusal().stream())
        .filter(Refusal::denied)
        .findFirst();
  }

  /** Returns the first refusal of any kind, if there is one. */
  public Optional<Refusal> refusal() {
    return steps.stream().flatMap(step -> step.refusal().stream()).findFirst();
  }

  /**
   * One step.
   *
   * @param targets in order of their names
   * @param undecided containers for which the selector stays unknown
   * @param refusal why the step would not run at all, if it would not
   * @param assuming whether it stands on what earlier steps are expected to change
   */
  public record PlannedStep(
      Node.Step step,
      List<PlannedTarget> targets,
      List<Snapshot> undecided,
      Optional<Refusal> refusal,
      boolean assuming) {
    public PlannedStep {
      targets = List.copyOf(targets);
      undecided = List.copyOf(undecided);
    }
  }

  /**
   * One container of a step.
   *
   * @param actions as far as they would go for it
   */
  public record PlannedTarget(Snapshot snapshot, List<PlannedAction> actions) {
    public PlannedTarget {
      actions = List.copyOf(actions);
    }
  }

  /**
   * One operation on one container.
   *
   * @param calls what would be sent; empty unless the verdict is to act
   */
  public record PlannedAction(Action action, Verdict verdict, List<EngineCall> calls) {
    public PlannedAction {
      calls = List.copyOf(calls);
    }
  }
}
