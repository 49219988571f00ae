package dev.thaw.execute;

import dev.thaw.event.Operation;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.FactCost;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Start;
import dev.thaw.operation.Goal;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.Request;
import dev.thaw.plan.Pins;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a run to the plan that it carries out: the one place that judges whether a step may touch a
 * container. A run without a plan may touch all that its steps find. Thread safe.
 */
final class Adherence {
  private static final String CURE = " Make a new plan.";

  private final Pins pins;
  private final Set<String> mending = new HashSet<>();
  private final Set<String> begunAnew = ConcurrentHashMap.newKeySet();

  Adherence(Pins pins, OperationGraph graph) {
    this.pins = pins;
    mending.addAll(graph.under(Start.FAILURE));
    mending.addAll(graph.under(Start.ALWAYS));
  }

  /** Returns whether there is a plan. */
  boolean binds() {
    return pins.bind();
  }

  /** Returns which of the containers that match a step the plan does not have for it. */
  List<Snapshot> foreign(Node.Step step, List<Snapshot> matches) {
    // What is taken of many that match, the plan says; the others are left as they are.
    if (!binds() || step.selector().sample().isPresent()) {
      return List.of();
    }
    Pins.Step planned = pins.of(step.id());
    return matches.stream().filter(match -> planned.find(match.id()).isEmpty()).toList();
  }

  /** Returns what to tell of containers that the plan does not have. */
  static String told(List<Snapshot> foreign) {
    String names = foreign.stream()
        .map(match -> match.name() + " (" + match.shortId() + ")")
        .collect(Collectors.joining(", "));
    return "the plan is stale: it does not have " + names + " for this step." + CURE;
  }

  /**
   * Returns whether a step is there to mend or to end what others began: then its own containers
   * must not wait for what became of strange ones.
   */
  boolean mends(Node.Step step) {
    return mending.contains(step.id());
  }

  /**
   * Returns which of the containers that match the plan takes, in its order, if there is a plan.
   */
  Optional<List<Snapshot>> targets(Node.Step step, List<Snapshot> matches) {
    if (!binds()) {
      return Optional.empty();
    }
    Map<String, Snapshot> byId =
        matches.stream().collect(Collectors.toMap(Snapshot::id, Function.identity()));
    Pins.Step planned = pins.of(step.id());
    Stream<Pins.Pin> open =
        step.selector().sample().isPresent() ? Stream.empty() : planned.open().stream();
    return Optional.of(Stream.concat(planned.targets().stream(), open)
        .flatMap(pin -> Optional.ofNullable(byId.get(pin.id())).stream())
        .toList());
  }

  /** Returns the containers that the plan takes and that do not match any more. */
  List<Snapshot> missing(Node.Step step, List<Snapshot> matches) {
    Set<String> found = matches.stream().map(Snapshot::id).collect(Collectors.toSet());
    return pins.of(step.id()).targets().stream()
        .filter(pin -> !found.contains(pin.id()))
        .map(pin ->
            Snapshot.listed(pin.id(), pin.name(), pin.image(), Map.of(), ContainerState.UNKNOWN))
        .toList();
  }

  /**
   * Returns why an operation must not touch a container as it is now: it is not the plan's, or has
   * begun anew without this run's doing.
   */
  Optional<String> stale(Operation operation, Snapshot now) {
    if (!binds()) {
      return Optional.empty();
    }
    Optional<Pins.Pin> pin = pins.of(operation.step()).find(now.id());
    if (pin.isEmpty()) {
      return Optional.of("the plan is stale: it does not have this container here." + CURE);
    }
    Instant planned = pin.get().startedAt();
    boolean known = now.depth().covers(FactCost.INSPECT) && !begunAnew.contains(now.id());
    return !known || planned.equals(now.inspection().startedAt())
        ? Optional.empty()
        : Optional.of("the plan is stale: StartedAt was " + planned + ", is "
            + now.inspection().startedAt() + "." + CURE);
  }

  /** Notes what is about to be sent: the container may begin anew by it, now or a moment later. */
  void sending(Operation operation, Request request) {
    if (binds() && request instanceof Request.Once && mayBeginAnew(operation)) {
      begunAnew.add(operation.target());
    }
  }

  private static boolean mayBeginAnew(Operation operation) {
    OperationSpec spec = operation.action().operation();
    Goal goal = spec.goal(operation.action().arguments());
    boolean freezes =
        goal instanceof Goal.Reaches frozen && frozen.state() == ContainerState.PAUSED;
    boolean thaws = goal instanceof Goal.Reaches thawed
        && thawed.state() == ContainerState.RUNNING
        && spec.appliesTo(ContainerState.PAUSED);
    return !freezes && !thaws;
  }
}
