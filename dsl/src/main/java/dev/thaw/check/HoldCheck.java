package dev.thaw.check;

import static dev.thaw.diagnostic.DiagnosticCode.HELD;

import dev.thaw.diagnostic.Severity;
import dev.thaw.fact.ContainerState;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Predicate;
import dev.thaw.prove.Implication;
import dev.thaw.prove.Proofs;
import dev.thaw.prove.Witness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what touches containers while they are frozen: operations that do nothing to them then, and
 * those that end it too early.
 */
final class HoldCheck {
  private static final Set<ContainerState> FROZEN = Set.of(ContainerState.PAUSED);

  private final Proofs proofs;

  /** By the identifier of a node: what is held while it is carried out, the innermost last. */
  private final Map<String, List<Hold>> around = new HashMap<>();

  /** Steps whose doing is taken back by itself. */
  private final Set<String> ending = new HashSet<>();

  /**
   * What a step holds.
   *
   * @param wakes whether something meanwhile may set a container going that was not running
   */
  private record Hold(Node.Step step, boolean wakes) {}

  private HoldCheck(Proofs proofs) {
    this.proofs = proofs;
  }

  /**
   * Prepares.
   *
   * @param most in a graph of more nodes nothing is told
   */
  static HoldCheck of(OperationGraph graph, int most, Proofs proofs) {
    var check = new HoldCheck(proofs);
    if (graph.nodes().size() > most || graph.releases().findAny().isEmpty()) {
      graph.releases().map(Node.Release::of).forEach(check.ending::add);
      return check;
    }
    Map<String, Node.Step> steps = new HashMap<>();
    graph.steps().forEach(step -> steps.put(step.id(), step));
    // An inner one ends before an outer one does, and stands before it.
    List<Node.Release> releases = new ArrayList<>(graph.releases().toList());
    Collections.reverse(releases);
    for (Node.Release release : releases) {
      check.ending.add(release.of());
      if (release.lasting().isEmpty()) {
        Set<String> during = graph.during(release);
        boolean wakes = during.stream()
            .filter(steps::containsKey)
            .anyMatch(id -> steps.get(id).actions().stream().anyMatch(HoldCheck::wakes));
        var hold = new Hold(steps.get(release.of()), wakes);
        during.forEach(
            id -> check.around.computeIfAbsent(id, any -> new ArrayList<>()).add(hold));
      }
    }
    return check;
  }

  /** Returns whether what the step does is taken back by itself. */
  boolean ends(Node.Step step) {
    return ending.contains(step.id());
  }

  /** Returns what there is to say of a step that is carried out while others are frozen. */
  Optional<Finding> of(Node.Step step) {
    List<Hold> holds = around.getOrDefault(step.id(), List.of());
    for (int index = holds.size() - 1; index >= 0; index--) {
      Optional<Finding> finding = judge(step, holds.get(index));
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> judge(Node.Step step, Hold hold) {
    Set<ContainerState> states = FROZEN;
    for (Action action : step.actions()) {
      boolean idle = States.acting(action, FROZEN).isEmpty();
      boolean awaited = !States.acting(action, Set.of(ContainerState.RUNNING)).isEmpty();
      if (idle && awaited || States.endsPause(action)) {
        return judge(step, action, hold);
      }
      states = States.after(action, states);
      if (!states.equals(FROZEN)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> judge(Node.Step step, Action action, Hold hold) {
    Predicate lasting = States.lasting(step.where());
    Predicate held = States.lasting(hold.step().where());
    boolean apart = proofs.never(new Predicate.And(List.of(step.where(), States.PAUSED_NOW, held)));
    if (!(apart && States.endsPause(action)) && holdsAll(lasting, hold.step())) {
      return Optional.of(certain(step, action, hold));
    }
    if (apart || States.pauses(action)) {
      return Optional.empty();
    }
    return proofs.together(lasting, held) instanceof Witness both
        ? Optional.of(possible(step, action, hold, both))
        : Optional.empty();
  }

  /** Returns whether all that is taken, and was running, was frozen. */
  private boolean holdsAll(Predicate taken, Node.Step holding) {
    Predicate running =
        new Predicate.And(List.of(taken, States.among(Set.of(ContainerState.RUNNING))));
    return holding.selector().sample().isEmpty()
        && !holding.actions().get(0).guarded()
        && proofs.implies(running, holding.where()) instanceof Implication.Follows;
  }

  private Finding certain(Node.Step step, Action action, Hold hold) {
    String by = "by frozen at " + hold.step().span().inWords();
    if (States.endsPause(action)) {
      return finding(
          Severity.WARNING,
          action,
          hold,
          action.operation() + " ends what is held " + by + ".",
          "Write it behind the braces of during, or change its selector.");
    }
    if (States.pauses(action)) {
      return finding(
          Severity.WARNING,
          action,
          hold,
          (ends(step) ? "What is to be held" : "What pause takes") + " is frozen already, " + by
              + ", and thawed when that ends.",
          "Change one of the selectors, or write it behind the braces of during.");
    }
    return finding(
        hold.wakes() ? Severity.WARNING : Severity.ERROR,
        action,
        hold,
        action.operation() + " does nothing: all that it takes is frozen meanwhile, " + by + ".",
        "Change one of the selectors, or write it before or behind frozen.");
  }

  private static Finding possible(Node.Step step, Action action, Hold hold, Witness both) {
    String by = "by frozen at " + hold.step().span().inWords();
    String example = ", as a container with " + both + ".";
    Severity severity =
        related(step.where(), hold.step().where()) ? Severity.WARNING : Severity.HINT;
    return States.endsPause(action)
        ? finding(
            severity,
            action,
            hold,
            action.operation() + " may end what is held " + by + example,
            "Exclude that by its selector, or write it behind the braces of during.")
        : finding(
            severity,
            action,
            hold,
            action.operation() + " leaves out what is frozen meanwhile, " + by + example,
            "Exclude that by one of the selectors, if " + action.operation() + " is meant for it.");
  }

  /** Conditions on different facts are rarely proved apart, and mostly meant to be. */
  private static boolean related(Predicate first, Predicate second) {
    Set<String> asked = States.asked(first);
    return asked.isEmpty() || !Collections.disjoint(asked, States.asked(second));
  }

  private static Finding finding(
      Severity severity, Action action, Hold hold, String problem, String cure) {
    return new Finding(HELD, severity, action.span(), List.of(hold.step().span()), problem, cure);
  }

  private static boolean wakes(Action action) {
    return action.operation().goal(action.arguments()).observable()
        && States.after(action, States.all()).contains(ContainerState.RUNNING)
        && !States.acting(action, States.all()).isEmpty();
  }
}
