package dev.thaw.plan;

import dev.thaw.engine.EngineInfo;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Selector;
import dev.thaw.operation.Effect;
import dev.thaw.operation.EngineCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a graph would do on an engine as it is now.
 *
 * @param engine which
 * @param graph what is planned
 * @param reach how far it may go
 * @param judgements on all that the graph requires, in its order
 * @param steps in the order of the script
 * @param releases what is taken back by itself, in the same order
 */
public record Plan(
    EngineInfo engine,
    OperationGraph graph,
    Reach reach,
    List<Judgement> judgements,
    List<PlannedStep> steps,
    List<PlannedRelease> releases) {

  public Plan {
    judgements = List.copyOf(judgements);
    steps = List.copyOf(steps);
    releases = List.copyOf(releases);
  }

  /** Returns whether a run would be denied: all of it, or an operation on one target. */
  public boolean denied() {
    return unmet().findAny().isPresent()
        || denial().isPresent()
        || steps.stream()
            .flatMap(step -> step.targets().stream())
            .flatMap(target -> target.actions().stream())
            .anyMatch(action -> action.verdict().decision() == Verdict.Decision.DENY);
  }

  /** Returns the judgements on requirements that do not hold. */
  public Stream<Judgement> unmet() {
    return judgements.stream().filter(judgement -> !judgement.met());
  }

  /**
   * Returns the first refusal for having more matches than the script allows, or changing more
   * containers than the command line does; of steps that do not wait for a failure: the others are
   * judged when their time has come.
   */
  public Optional<Refusal> denial() {
    return steps.stream()
        .filter(step -> !step.onFailure())
        .flatMap(step -> step.refusal().stream())
        .filter(Refusal::denied)
        .findFirst()
        .or(this::overreach);
  }

  /**
   * Returns the refusal for certainly changing more containers than the command line allows. Where
   * it is open which ones a step takes, as many as can be are taken to be those of other steps.
   */
  public Optional<Refusal> overreach() {
    Map<String, String> names = new HashMap<>();
    coming(false)
        .flatMap(PlannedStep::changing)
        .forEach(found -> names.put(found.id(), found.name()));
    int others = coming(true)
        .mapToInt(step -> step.anyOf().orElseThrow()
            - (int) step.targets().stream()
                .filter(target ->
                    !target.changes() || names.containsKey(target.snapshot().id()))
                .count())
        .max()
        .orElse(0);
    int count = names.size() + Math.max(0, others);
    return count <= reach.maxTargets()
        ? Optional.empty()
        : Optional.of(Refusal.tooMany(count, reach.maxTargets(), names.values()));
  }

  /** Returns the steps that have their turn if nothing fails. */
  private Stream<PlannedStep> coming(boolean open) {
    return steps.stream()
        .filter(step -> !step.onFailure() && step.refusal().isEmpty())
        .filter(step -> step.anyOf().isPresent() == open);
  }

  /**
   * Returns the first refusal of any kind, if there is one of a step that does not wait for a
   * failure.
   */
  public Optional<Refusal> refusal() {
    return steps.stream()
        .filter(step -> !step.onFailure())
        .flatMap(step -> step.refusal().stream())
        .findFirst();
  }

  /**
   * One step.
   *
   * @param targets in the order in which they would be taken; where any of several will do, all of
   *     those
   * @param undecided containers for which the selector stays unknown
   * @param refusal why the step would not run at all, if it would not
   * @param assuming whether it stands on what earlier steps are expected to change
   * @param matching how many match, taken or not
   * @param onFailure whether it is run only if something before it fails
   */
  public record PlannedStep(
      Node.Step step,
      List<PlannedTarget> targets,
      List<Snapshot> undecided,
      Optional<Refusal> refusal,
      boolean assuming,
      int matching,
      boolean onFailure) {
    public PlannedStep {
      targets = List.copyOf(targets);
      undecided = List.copyOf(undecided);
    }

    /** Returns how many of the targets would be taken, where it is open which. */
    public Optional<Integer> anyOf() {
      return step.selector()
          .sample()
          .filter(sample -> sample.random() && sample.count() < targets.size())
          .map(Selector.Sample::count);
    }

    /** Returns the containers that it would change. */
    private Stream<Snapshot> changing() {
      return targets.stream().filter(PlannedTarget::changes).map(PlannedTarget::snapshot);
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

    /** Returns whether anything would be done to it but read. */
    public boolean changes() {
      return actions.stream()
          .anyMatch(planned -> planned.verdict().decision() == Verdict.Decision.ACT
              && planned.action().effect() != Effect.OBSERVE);
    }
  }

  /**
   * One operation on one container.
   *
   * @param calls what would be sent; empty unless the verdict is to act
   * @param here what would be done on this machine, in words, if anything
   */
  public record PlannedAction(
      Action action, Verdict verdict, List<EngineCall> calls, List<String> here) {
    /** Tells why it would fail. */
    private static final Pattern FAILURE = Pattern.compile("fails[:,] .*", Pattern.DOTALL);

    public PlannedAction {
      calls = List.copyOf(calls);
      here = List.copyOf(here);
    }

    /** Plans what does nothing on this machine. */
    public PlannedAction(Action action, Verdict verdict, List<EngineCall> calls) {
      this(action, verdict, calls, List.of());
    }

    /** Returns whether it is known already that it would fail; {@link #here} tells why. */
    public boolean fails() {
      return here.stream().anyMatch(line -> FAILURE.matcher(line).matches());
    }
  }
}
