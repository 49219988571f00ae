package dev.thaw.plan;

import dev.thaw.engine.Answers;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineInfo;
import dev.thaw.engine.Inventory;
import dev.thaw.engine.ReadOnlyEngine;
import dev.thaw.engine.Surroundings;
import dev.thaw.engine.Workers;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Requirement;
import dev.thaw.graph.Selector;
import dev.thaw.graph.Start;
import dev.thaw.graph.Truth;
import dev.thaw.host.Host;
import dev.thaw.host.ReadOnlyHost;
import dev.thaw.operation.Request;
import dev.thaw.plan.Plan.PlannedAction;
import dev.thaw.plan.Plan.PlannedStep;
import dev.thaw.plan.Plan.PlannedTarget;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves a graph against an engine without changing anything.
 *
 * <p>Later steps are planned on what earlier ones are expected to bring about: after {@code stop
 * where X}, a {@code start where X} finds them stopped. Not thread safe: a planner makes one plan.
 */
public final class Planner {
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final Engine engine;
  private final Inventory inventory;
  private final Workers workers;
  private final Map<String, ContainerState> assumed = new HashMap<>();
  private List<Rule> rules = List.of();
  private Sampling sampling = Sampling.OPEN;
  private Host host = Host.NONE;

  /** Plans with as many requests at once as there are workers. */
  public Planner(Engine engine, Surroundings surroundings, Workers workers) {
    this.engine = new ReadOnlyEngine(engine);
    this.inventory = new Inventory(this.engine, surroundings);
    this.workers = workers;
  }

  /** Has what is done on this machine planned by its files. */
  public Planner on(Host files) {
    host = new ReadOnlyHost(files);
    return this;
  }

  /** Returns what the graph would do now if nobody confined it. */
  public Plan plan(OperationGraph graph) throws EngineException {
    return plan(graph, Reach.UNBOUNDED);
  }

  /**
   * Returns what the graph would do now.
   *
   * @throws EngineException if the engine gives no usable answer
   */
  public Plan plan(OperationGraph graph, Reach reach) throws EngineException {
    return plan(graph, reach, Sampling.OPEN);
  }

  /**
   * Returns what the graph would do now.
   *
   * @param sampling decides where any of several containers will do
   * @throws EngineException if the engine gives no usable answer
   */
  public Plan plan(OperationGraph graph, Reach reach, Sampling sampling) throws EngineException {
    this.sampling = sampling;
    EngineInfo info = EngineInfo.read(engine);
    List<Judgement> judgements = judge(graph);
    rules = reach.rules(graph);
    var steps = new ArrayList<PlannedStep>();
    // What is done only on failure is not what later steps are to expect.
    Set<String> onFailure = graph.under(Start.FAILURE);
    var released = new ArrayList<PlannedRelease>();
    var releases = new Releases(engine.dialect());
    for (Node node : graph.nodes()) {
      if (node instanceof Node.Step step) {
        PlannedStep planned = plan(step, onFailure.contains(step.id()));
        steps.add(planned);
        releases.remember(planned);
        boolean open = planned.refusal().isPresent() || planned.anyOf().isPresent();
        if (!open && !planned.onFailure()) {
          planned.targets().forEach(this::remember);
        }
      } else if (node instanceof Node.Release release) {
        PlannedRelease planned = releases.plan(release, this::assume);
        released.add(planned);
        boolean open = planned.anyOf().isPresent() || planned.onFailure();
        // What lasts for a time is expected to last while the rest of the script is carried out.
        if (release.lasting().isEmpty() && !open) {
          planned.targets().forEach(this::remember);
        }
      }
    }
    return new Plan(info, graph, reach, judgements, steps, released);
  }

  /**
   * Returns those of a step's targets that it would change now.
   *
   * @param rules what keeps operations from containers
   * @throws EngineException if the engine gives no usable answer
   */
  public List<Snapshot> changed(Node.Step step, List<Snapshot> targets, List<Rule> rules)
      throws EngineException {
    this.rules = rules;
    return workers.map(targets, target -> plan(step, target, targets.size() > 1)).stream()
        .filter(PlannedTarget::changes)
        .map(PlannedTarget::snapshot)
        .toList();
  }

  /**
   * Returns what is the case of all that the graph requires.
   *
   * @throws EngineException if the engine gives no usable answer
   */
  public List<Judgement> judge(OperationGraph graph) throws EngineException {
    var judgements = new ArrayList<Judgement>();
    for (Requirement requirement : graph.requirements()) {
      judgements.add(
          Judgement.of(requirement, Selection.select(inventory, workers, requirement.where())));
    }
    return judgements;
  }

  private PlannedStep plan(Node.Step step, boolean onFailure) throws EngineException {
    boolean assuming = !assumed.isEmpty();
    Selection selection =
        Selection.select(inventory, workers, step.where(), !assuming, this::assume);
    Optional<Refusal> refusal = Refusal.of(step, selection.matches(), engine.dialect());
    List<Snapshot> candidates = candidates(step, selection);
    int taken = step.selector()
        .sample()
        .map(sample -> Math.min(sample.count(), candidates.size()))
        .orElse(candidates.size());
    List<PlannedTarget> targets =
        workers.map(candidates, snapshot -> plan(step, snapshot, taken > 1));
    return new PlannedStep(
        step,
        targets,
        selection.undecided(),
        refusal,
        assuming,
        selection.matches().size(),
        onFailure);
  }

  /** Which ones chance takes only a run can say, unless it is decided now. */
  private List<Snapshot> candidates(Node.Step step, Selection selection) throws EngineException {
    List<Snapshot> ordered =
        Choice.ordered(step.selector(), selection.matches(), inventory, workers);
    Optional<Selector.Sample> sample = step.selector().sample();
    if (sample.isEmpty()) {
      return ordered;
    }
    return sample.get().random()
        ? sampling.taken(step.id(), step.selector(), ordered)
        : ordered.subList(0, Math.min(sample.get().count(), ordered.size()));
  }

  private Snapshot assume(Snapshot snapshot) {
    ContainerState state = assumed.get(snapshot.id());
    return state == null ? snapshot : snapshot.assumed(state);
  }

  private PlannedTarget plan(Node.Step step, Snapshot found, boolean several)
      throws EngineException {
    var actions = new ArrayList<PlannedAction>();
    Snapshot snapshot = found;
    boolean open = false;
    for (Action action : step.actions()) {
      PlannedAction planned =
          open ? planOpen(action, snapshot, several) : plan(action, snapshot, several);
      actions.add(planned);
      open |= action.until().isPresent();
      Verdict.Decision decision = planned.verdict().decision();
      if (decision == Verdict.Decision.SKIP || decision == Verdict.Decision.DENY) {
        break;
      }
      if (decision == Verdict.Decision.ACT) {
        snapshot = action.operation().goal(action.arguments()).expected(snapshot);
      }
    }
    return new PlannedTarget(found, actions);
  }

  /** How {@code until} leaves a container only a run can say: nothing is unchanged or skipped. */
  private PlannedAction planOpen(Action action, Snapshot snapshot, boolean several)
      throws EngineException {
    List<Rule> certain = rules.stream()
        .filter(rule -> Arrays.stream(ContainerState.values())
            .allMatch(state -> rule.forbids(snapshot.assumed(state)) == Truth.TRUE))
        .toList();
    Optional<Verdict> denial = Verdict.denial(action, snapshot, certain);
    return denial.isPresent()
        ? new PlannedAction(action, denial.get(), List.of())
        : acting(
            action,
            new Verdict(Verdict.Decision.ACT, "depends on what until finds"),
            snapshot,
            several);
  }

  private PlannedAction plan(Action action, Snapshot snapshot, boolean several)
      throws EngineException {
    Snapshot known = Verdict.need(action, rules).read(inventory, snapshot).orElse(snapshot);
    Verdict verdict = Verdict.of(action, known, rules);
    return verdict.decision() == Verdict.Decision.ACT
        ? acting(action, verdict, known, several)
        : new PlannedAction(action, verdict, List.of());
  }

  private PlannedAction acting(Action action, Verdict verdict, Snapshot target, boolean several)
      throws EngineException {
    Request request = action.operation().lower(target, action.arguments(), engine.dialect());
    if (request instanceof Request.Upload upload) {
      Landing landing = Landing.of(engine, host, upload, LOOK);
      return new PlannedAction(action, verdict, landing.calls(), landing.told());
    }
    if (request instanceof Request.Await await) {
      String limit = new Value.Time(action.deadline()).display();
      return new PlannedAction(
          action,
          verdict,
          List.of(),
          List.of("waits until " + await.what().told() + ", at most " + limit));
    }
    Request settled = OnHost.settled(host, Answers.settled(engine, request, LOOK));
    return new PlannedAction(
        action, verdict, settled.calls(), OnHost.told(host, settled, target, several));
  }

  private void remember(PlannedTarget target) {
    Snapshot snapshot = target.snapshot();
    for (PlannedAction planned : target.actions()) {
      if (planned.verdict().decision() == Verdict.Decision.ACT) {
        Action action = planned.action();
        snapshot = action.operation().goal(action.arguments()).expected(snapshot);
      }
    }
    if (snapshot.assumed()) {
      assumed.put(snapshot.id(), snapshot.state());
    }
  }
}
