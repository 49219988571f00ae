package dev.thaw.plan;

import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Goal;
import dev.thaw.plan.Plan.PlannedAction;
import dev.thaw.plan.Plan.PlannedStep;
import dev.thaw.plan.Plan.PlannedTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Plans what is taken back by itself: what its step did, and nothing that others did before. */
final class Releases {
  private final Dialect dialect;
  private final Map<String, PlannedStep> steps = new HashMap<>();

  Releases(Dialect dialect) {
    this.dialect = dialect;
  }

  void remember(PlannedStep planned) {
    steps.put(planned.step().id(), planned);
  }

  /**
   * Returns what a release would do.
   *
   * @param assumption what a container is taken to be when its time has come
   */
  PlannedRelease plan(Node.Release release, UnaryOperator<Snapshot> assumption) {
    PlannedStep held = steps.get(release.of());
    var targets = new ArrayList<PlannedTarget>();
    if (held.refusal().isEmpty()) {
      for (PlannedTarget target : held.targets()) {
        PlannedAction done = target.actions().get(0);
        Snapshot found = assumption.apply(target.snapshot());
        switch (done.verdict().decision()) {
          case ACT -> {
            // Which of several are taken is open, so what they become was not assumed.
            Goal goal = done.action().operation().goal(done.action().arguments());
            boolean open = held.anyOf().isPresent() || held.onFailure();
            targets.add(ours(release.action(), open ? goal.expected(found) : found));
          }
          case UNCHANGED ->
            targets.add(left(
                release.action(),
                target.snapshot(),
                "it was " + target.snapshot().state().word() + " before"));
          case SKIP, DENY -> {
            // Nothing is done to it, so there is nothing to take back.
          }
        }
      }
    }
    return new PlannedRelease(release, targets, held.anyOf(), held.onFailure());
  }

  private PlannedTarget ours(Action action, Snapshot found) {
    if (action.operation().goal(action.arguments()).holds(found)
        || !action.operation().appliesTo(found.state())) {
      return left(action, found, "it is expected to be " + found.state().word() + " by then");
    }
    List<EngineCall> calls =
        action.operation().lower(found, action.arguments(), dialect).calls();
    var verdict = new Verdict(Verdict.Decision.ACT, "");
    return new PlannedTarget(found, List.of(new PlannedAction(action, verdict, calls)));
  }

  private static PlannedTarget left(Action action, Snapshot snapshot, String reason) {
    var verdict = new Verdict(Verdict.Decision.UNCHANGED, reason);
    return new PlannedTarget(snapshot, List.of(new PlannedAction(action, verdict, List.of())));
  }
}
