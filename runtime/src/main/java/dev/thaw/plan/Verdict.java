package dev.thaw.plan;

import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to be done with one target, judged on a snapshot; the plan and the executor judge alike.
 *
 * @param decision what
 * @param reason why, with the guard's reading where there is one; empty if there is nothing to say
 */
public record Verdict(Decision decision, String reason) {

  /** What is to be done. */
  public enum Decision {
    /** Send the requests. */
    ACT,
    /** Nothing: what the operation is to reach is there already. */
    UNCHANGED,
    /** Nothing: the operation makes no sense here, or its guard does not certainly hold. */
    SKIP,
    /** Nothing: a rule forbids it, or cannot be judged. */
    DENY
  }

  /** Returns what must be known of a target to judge an action on it. */
  public static Need need(Action action, List<Rule> rules) {
    var conditions = new ArrayList<Predicate>();
    conditions.add(action.guard());
    rules.stream()
        .filter(rule -> rule.concerns(action))
        .forEach(rule -> rule.condition().ifPresent(conditions::add));
    return Need.of(conditions);
  }

  /** Judges an action on a target that is known as deep as that takes. */
  public static Verdict of(Action action, Snapshot target, List<Rule> rules) {
    Verdict verdict = of(action, target);
    return verdict.decision == Decision.ACT
        ? denial(action, target, rules).orElse(verdict)
        : verdict;
  }

  /** Returns the verdict of the first rule that does not certainly let it pass. */
  public static Optional<Verdict> denial(Action action, Snapshot target, List<Rule> rules) {
    return rules.stream()
        .filter(rule -> rule.concerns(action))
        .filter(rule -> rule.forbids(target) != Truth.FALSE)
        .findFirst()
        .map(rule -> new Verdict(Decision.DENY, rule.reason(target)));
  }

  /** Judges an action that nothing forbids. */
  static Verdict of(Action action, Snapshot target) {
    if (action.operation().goal(action.arguments()).holds(target)) {
      return new Verdict(Decision.UNCHANGED, "already " + target.state().word());
    }
    if (!action.operation().appliesTo(target.state())) {
      return new Verdict(
          Decision.SKIP,
          "it is " + target.state().word() + ": " + action.operation() + " does not apply");
    }
    if (!action.guarded()) {
      return new Verdict(Decision.ACT, "");
    }
    Truth truth = action.guard().judge(target);
    String reading = readings(action.guard(), target);
    return switch (truth) {
      case TRUE -> new Verdict(Decision.ACT, reading);
      case FALSE -> new Verdict(Decision.SKIP, "guard does not hold: " + reading);
      case UNKNOWN -> new Verdict(Decision.SKIP, "guard cannot be judged: " + reading);
    };
  }

  /** Returns what the snapshot says of every fact in the predicate: {@code mem is 91.2%}. */
  public static String readings(Predicate predicate, Snapshot snapshot) {
    return readings(predicate, snapshot, " is ");
  }

  /**
   * Returns what the snapshot says of every fact in the predicate.
   *
   * @param is stands between a fact and its value
   */
  public static String readings(Predicate predicate, Snapshot snapshot, String is) {
    var readings = new LinkedHashSet<String>();
    String unknown = snapshot.assumed() ? "unknown, as an earlier operation changes it" : "unknown";
    predicate.read(
        snapshot,
        (fact, value) ->
            readings.add(fact + is + value.map(known -> known.display()).orElse(unknown)));
    return readings.stream().collect(Collectors.joining(", "));
  }
}
