package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.operation.Effect;
import dev.thaw.plan.Planner;
import dev.thaw.plan.Reach;
import dev.thaw.plan.Refusal;
import dev.thaw.plan.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts the containers that a run changes, and bounds how many they become. Thread safe. */
final class Quota {
  private final int max;
  private final Map<String, String> taken = new HashMap<>();

  /** @param max how many, {@link Reach#UNLIMITED} for any number */
  Quota(int max) {
    this.max = max;
  }

  /**
   * Returns the refusal of a step that would change too many; nothing is counted yet. Whether it
   * changes a target that it finds is asked only where all of them would be too many.
   *
   * @throws EngineException if the engine gives no usable answer
   */
  Optional<Refusal> refusal(RunContext run, Node.Step step, List<Snapshot> targets)
      throws EngineException {
    if (step.observes() || with(targets).size() <= max) {
      return Optional.empty();
    }
    List<Snapshot> changed =
        run.patience.ask(() -> new Planner(run.engine, run.surroundings, run.workers)
            .changed(step, targets, run.restrictions.rules()));
    Map<String, String> all = with(changed);
    return all.size() <= max ? Optional.empty() : Optional.of(Refusal.tooMany(max, all.values()));
  }

  /** Returns the verdict on an action that rules have been asked about, and counts its target. */
  Verdict verdict(Action action, Snapshot target, Verdict verdict) {
    boolean changes =
        verdict.decision() == Verdict.Decision.ACT && action.effect() != Effect.OBSERVE;
    return !changes || take(target)
        ? verdict
        : new Verdict(
            Verdict.Decision.DENY,
            (max == 1 ? "1 container was" : max + " containers were")
                + " changed, as many as --max-targets says");
  }

  private synchronized boolean take(Snapshot target) {
    if (!taken.containsKey(target.id()) && taken.size() >= max) {
      return false;
    }
    taken.put(target.id(), target.name());
    return true;
  }

  private synchronized Map<String, String> with(List<Snapshot> targets) {
    var all = new HashMap<>(taken);
    targets.forEach(target -> all.put(target.id(), target.name()));
    return all;
  }
}
