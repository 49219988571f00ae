package dev.thaw.saved;

import dev.thaw.fact.Snapshot;
import dev.thaw.operation.EngineCall;
import dev.thaw.plan.Plan;
import dev.thaw.plan.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan says of one step: no readings, which change all the time, but what follows from them.
 *
 * @param id the step's identifier in the graph
 * @param matching how many match, taken or not
 * @param refusal why it would not run at all; empty if it would
 * @param targets in the order in which they are taken
 * @param undecided those that the selector cannot be judged on
 */
public record SavedStep(
    String id, int matching, String refusal, List<Target> targets, List<Undecided> undecided) {

  public SavedStep {
    targets = List.copyOf(targets);
    undecided = List.copyOf(undecided);
  }

  /**
   * One container that it takes.
   *
   * @param state the word for the state that it is in by then, as far as earlier steps are planned
   */
  public record Target(String container, String name, String state, List<Doing> doings) {
    public Target {
      doings = List.copyOf(doings);
    }
  }

  /**
   * One operation on one container.
   *
   * @param requests what is sent, and done on this machine, line by line; nothing unless the
   *     decision is to act
   */
  public record Doing(String verb, String decision, List<String> requests) {
    public Doing {
      requests = List.copyOf(requests);
    }
  }

  /**
   * A container that the selector cannot be judged on.
   *
   * @param open whether that is so because an earlier step changes it first: then the run decides
   */
  public record Undecided(String container, String name, boolean open) {}

  static SavedStep of(Plan.PlannedStep planned) {
    return new SavedStep(
        planned.step().id(),
        planned.matching(),
        planned.refusal().map(Refusal::message).orElse(""),
        planned.targets().stream().map(SavedStep::target).toList(),
        planned.undecided().stream().map(SavedStep::undecided).toList());
  }

  private static Target target(Plan.PlannedTarget target) {
    Snapshot snapshot = target.snapshot();
    return new Target(
        snapshot.id(),
        snapshot.name(),
        snapshot.state().word(),
        target.actions().stream().map(SavedStep::doing).toList());
  }

  private static Doing doing(Plan.PlannedAction planned) {
    return new Doing(
        planned.action().operation().name(),
        planned.verdict().decision().name().toLowerCase(Locale.ROOT),
        Stream.concat(planned.calls().stream().map(EngineCall::toString), planned.here().stream())
            .toList());
  }

  private static Undecided undecided(Snapshot snapshot) {
    return new Undecided(snapshot.id(), snapshot.name(), snapshot.assumed());
  }

  /** Returns the identifiers of all containers that it names. */
  Stream<String> containers() {
    return Stream.concat(
        targets.stream().map(Target::container), undecided.stream().map(Undecided::container));
  }

  /** Returns what it says of a container that it takes. */
  Optional<Target> target(String container) {
    return targets.stream().filter(each -> each.container().equals(container)).findFirst();
  }
}
