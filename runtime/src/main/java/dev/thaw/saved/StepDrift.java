package dev.thaw.saved;

import dev.thaw.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares a step as it was planned with the same step planned now: targets, decisions and
 * requests, not the readings that they come from, nor the order, which is kept as planned. What
 * follows from a container that is not as it was is not told again.
 */
final class StepDrift {
  private final Plan.PlannedStep planned;
  private final SavedStep then;
  private final SavedStep now;
  private final ContainerDrift containers;

  StepDrift(Plan.PlannedStep planned, SavedStep then, ContainerDrift containers) {
    this.planned = planned;
    this.then = then;
    this.now = SavedStep.of(planned);
    this.containers = containers;
  }

  List<Drift> drifts() {
    var told = new ArrayList<String>();
    if (!then.refusal().equals(now.refusal())) {
      told.add(named() + ": was " + allowed(then.refusal()) + ", is " + allowed(now.refusal()));
    }
    then.targets().forEach(target -> compare(target, told));
    added(told);
    undecided(told);
    boolean sampled = planned.step().selector().sample().isPresent();
    if (told.isEmpty() && sampled && then.matching() != now.matching()) {
      told.add(named() + ": " + then.matching() + " matched, now " + now.matching());
    }
    return told.stream().map(Drift::of).toList();
  }

  private void compare(SavedStep.Target target, List<String> told) {
    if (containers.drifted(target.container())) {
      return;
    }
    Optional<SavedStep.Target> present = now.target(target.container());
    if (present.isEmpty()) {
      told.add(target.name() + ": a target of " + named() + ", and is none any more");
      return;
    }
    if (!target.state().equals(present.get().state())) {
      told.add(target.name() + ": the state in " + named() + " was " + target.state() + ", is "
          + present.get().state());
    } else if (!target.doings().equals(present.get().doings())) {
      told.add(target.name() + ": in " + named() + " was " + words(target) + ", is "
          + words(present.get()));
    }
  }

  /** Whatever became of a container: what the plan does not name here is no target of it. */
  private void added(List<String> told) {
    for (SavedStep.Target target : now.targets()) {
      if (then.target(target.container()).isEmpty() && !containers.replaces(target.container())) {
        told.add(target.name() + " (" + target.container() + "): no target of " + named()
            + " as planned, and is one now");
      }
    }
  }

  private void undecided(List<String> told) {
    Set<SavedStep.Undecided> before = steady(then);
    Set<SavedStep.Undecided> after = steady(now);
    before.stream()
        .filter(each -> !after.contains(each))
        .forEach(each -> told.add(each.name() + ": could not be judged in " + named()
            + " when it was planned, and now it can"));
    after.stream()
        .filter(each -> !before.contains(each))
        .forEach(each -> told.add(
            each.name() + ": cannot be judged in " + named() + ", and could when it was planned"));
  }

  private Set<SavedStep.Undecided> steady(SavedStep step) {
    return step.undecided().stream()
        .filter(each -> !containers.drifted(each.container()))
        .filter(each -> !containers.replaces(each.container()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String words(SavedStep.Target target) {
    return target.doings().stream()
        .map(doing -> doing.verb() + " " + doing.decision()
            + (doing.requests().isEmpty() ? "" : " by " + String.join(", ", doing.requests())))
        .collect(Collectors.joining(", then "));
  }

  private static String allowed(String refusal) {
    return refusal.isEmpty() ? "to be run" : "not to be run (" + refusal + ")";
  }

  private String named() {
    String verb = planned.step().actions().get(0).operation().name();
    return verb + " (" + planned.step().id() + ", line " + planned.step().span().line() + ")";
  }
}
