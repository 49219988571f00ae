package dev.thaw.check;

import static dev.thaw.diagnostic.DiagnosticCode.NEVER_RUNS;

import dev.thaw.diagnostic.Severity;
import dev.thaw.fact.ContainerState;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.Predicate;
import dev.thaw.operation.Effect;
import dev.thaw.prove.Proofs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows a step's operations, and tells the first that no container can come to. */
final class ChainCheck {
  private static final String SELECTED = "what is selected";

  private ChainCheck() {}

  static Optional<Finding> of(Node.Step step, Proofs proofs) {
    Set<ContainerState> states = States.of(step.where(), proofs);
    Predicate known = step.where();
    String source = SELECTED;
    boolean first = true;
    for (Action action : step.actions()) {
      Set<ContainerState> acting = States.acting(action, states);
      if (acting.isEmpty() && !states.isEmpty()) {
        return Optional.of(notApplying(action, states, source));
      }
      if (action.guarded() && proofs.never(together(known, action.guard()))) {
        return Optional.of(guarded(action, "for " + source, first));
      }
      if (action.guarded() && proofs.never(together(known, States.among(acting), action.guard()))) {
        return Optional.of(
            guarded(action, "where " + action.operation() + " would do anything", false));
      }
      states = States.after(action, states);
      known = States.lasting(step.where());
      first = false;
      if (action.operation().effect() != Effect.OBSERVE) {
        source = "what " + action.operation() + " leaves";
      }
    }
    return Optional.empty();
  }

  private static Finding notApplying(Action action, Set<ContainerState> states, String source) {
    return new Finding(
        NEVER_RUNS,
        Severity.WARNING,
        action.span(),
        action.operation() + " never does anything to " + source + ": that is "
            + words(states) + ", and " + action.operation() + " is for "
            + words(States.acting(action, States.all())) + ".",
        source.equals(SELECTED)
            ? "Change the selector, or remove the operation."
            : "Change the order, or remove the operation.");
  }

  private static Finding guarded(Action action, String where, boolean first) {
    return new Finding(
        NEVER_RUNS,
        first ? Severity.ERROR : Severity.WARNING,
        action.span(),
        "The guard of " + action.operation() + " never holds " + where + ": "
            + action.guard().source() + ".",
        "Change the guard or the selector, or remove the operation.");
  }

  private static Predicate together(Predicate... predicates) {
    var parts = new ArrayList<Predicate>();
    for (Predicate each : predicates) {
      parts.addAll(each instanceof Predicate.And ? each.parts() : List.of(each));
    }
    return new Predicate.And(parts);
  }

  /** Prints {@code created, exited or dead}. */
  private static String words(Set<ContainerState> states) {
    List<String> words = states.stream().map(ContainerState::word).toList();
    String last = words.get(words.size() - 1);
    return words.size() == 1
        ? last
        : words.stream().limit(words.size() - 1L).collect(Collectors.joining(", ")) + " or " + last;
  }
}
