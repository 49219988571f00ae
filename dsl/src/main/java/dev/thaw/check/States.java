package dev.thaw.check;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import dev.thaw.operation.Effect;
import dev.thaw.operation.Goal;
import dev.thaw.prove.Proofs;
import dev.thaw.value.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What operations make of the states of containers, as their specifications say. */
final class States {
  /** Facts that stay as they are whatever is done to the container. */
  private static final Set<String> LASTING = Set.of("id", "name", "label");

  static final Predicate PAUSED_NOW = among(Set.of(ContainerState.PAUSED));

  private static final Predicate ANY = new Predicate.Constant(true);

  private States() {}

  /** Returns every state that scripts know. */
  static Set<ContainerState> all() {
    return EnumSet.complementOf(EnumSet.of(ContainerState.UNKNOWN));
  }

  /** Returns the condition that a container is in one of them. */
  static Predicate among(Collection<ContainerState> states) {
    List<Value> words = Arrays.stream(ContainerState.values())
        .filter(states::contains)
        .<Value>map(state -> new Value.Text(state.word()))
        .toList();
    return new Predicate.In(Operand.FactRef.to("state"), words);
  }

  /** Returns the states that what is selected can have, as far as can be told. */
  static Set<ContainerState> of(Predicate where, Proofs proofs) {
    Set<ContainerState> states = all();
    if (!lasting(where).equals(where)) {
      states.removeIf(
          state -> proofs.never(new Predicate.And(List.of(where, among(Set.of(state))))));
    }
    return states;
  }

  /** Returns the states in which it does something. */
  static Set<ContainerState> acting(Action action, Set<ContainerState> from) {
    Set<ContainerState> states = EnumSet.noneOf(ContainerState.class);
    Goal goal = action.operation().goal(action.arguments());
    from.stream()
        .filter(state -> action.operation().appliesTo(state) && !goal.holds(in(state)))
        .forEach(states::add);
    return states;
  }

  /** Returns the states of those that go on to the next operation. */
  static Set<ContainerState> after(Action action, Set<ContainerState> from) {
    Goal goal = action.operation().goal(action.arguments());
    if (action.until().isPresent()) {
      return all();
    }
    if (!goal.observable() && action.operation().effect() != Effect.OBSERVE) {
      return all();
    }
    Set<ContainerState> states = EnumSet.noneOf(ContainerState.class);
    for (ContainerState state : from) {
      if (goal.holds(in(state))) {
        states.add(state);
      } else if (action.operation().appliesTo(state)) {
        states.add(goal.expected(in(state)).state());
      }
    }
    if (states.contains(ContainerState.RUNNING)) {
      // A process may end as soon as it has begun.
      states.add(ContainerState.EXITED);
      states.add(ContainerState.RESTARTING);
    }
    return states;
  }

  static boolean pauses(Action action) {
    return after(action, all()).equals(EnumSet.of(ContainerState.PAUSED));
  }

  /** Returns whether a paused container may be no longer so after it. */
  static boolean endsPause(Action action) {
    Set<ContainerState> paused = EnumSet.of(ContainerState.PAUSED);
    return !after(action, paused).equals(paused)
        && action.operation().appliesTo(ContainerState.PAUSED);
  }

  /** Returns the part of a condition that stays true of a container whatever is done to it. */
  static Predicate lasting(Predicate where) {
    if (where instanceof Predicate.And) {
      List<Predicate> kept = where.parts().stream().filter(States::lasts).toList();
      return kept.size() == where.parts().size() ? where : new Predicate.And(kept);
    }
    return lasts(where) ? where : ANY;
  }

  /** Returns the names of the facts that a condition asks for, labels with their keys. */
  static Set<String> asked(Predicate condition) {
    Set<String> asked = new HashSet<>();
    // Unknown facts let every part of a condition ask what it asks.
    condition.judge((fact, key, kind) -> {
      asked.add(key.isEmpty() ? fact.name() : fact.name() + "." + key);
      return Optional.empty();
    });
    return asked;
  }

  private static boolean lasts(Predicate part) {
    return asked(part).stream().allMatch(fact -> LASTING.contains(fact.split("\\.", 2)[0]));
  }

  private static Snapshot in(ContainerState state) {
    return Snapshot.listed("0".repeat(64), "", "", Map.of(), state);
  }
}
