package dev.thaw.prove;

import dev.thaw.graph.Predicate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Proofs that together take no more than so much work; what is asked afterwards is not proved.
 *
 * <p>What each question means stands at {@link Proof}. The same questions in the same order have
 * the same answers. A question that was answered is answered again without a search: loops make
 * many equal steps. Not safe for threads.
 */
public final class Proofs {
  private static final String TOO_MUCH = "too much to prove";
  private static final String TOO_MANY = "too many combinations";

  /** One hard question must not take what is there for all. */
  private static final int SHARES = 10;

  /** A predicate's hash is of all of it; so much of it takes a step. */
  private static final int HASHED_A_STEP = 8;

  /** Of two predicates: the one may imply or touch the other. */
  private record Pair(Predicate first, Predicate second) {}

  private final Map<Predicate, Boolean> never = new HashMap<>();
  private final Map<Predicate, Boolean> always = new HashMap<>();
  private final Map<Pair, Overlap> overlaps = new HashMap<>();
  private final long most;
  private long left;

  /**
   * Begins.
   *
   * @param work in steps of a search, of which some millions take a second; a proof takes some
   *     hundred as a rule. No single question gets more than a tenth
   */
  public Proofs(long work) {
    this.most = work / SHARES;
    this.left = work;
  }

  /** Returns whether nothing is proved any more. */
  public boolean exhausted() {
    return left <= 0;
  }

  /** Returns whether there can be a container that it certainly holds for. */
  public Satisfiability satisfiable(Predicate predicate) {
    return run(Aim.certainly(predicate));
  }

  /** Returns whether it is shown that it certainly holds for no container; false if in doubt. */
  public boolean never(Predicate guard) {
    if (Plain.satisfiable(guard) || !known(guard)) {
      return false;
    }
    Boolean before = never.get(guard);
    boolean answer =
        before == null ? satisfiable(guard) instanceof Satisfiability.Impossible : before;
    never.put(guard, answer);
    return answer;
  }

  /** Returns whether it is shown that it certainly holds for each container; false if in doubt. */
  public boolean always(Predicate condition) {
    if (Plain.deniable(condition) || !known(condition)) {
      return false;
    }
    Boolean before = always.get(condition);
    boolean answer = before == null
        ? implies(new Predicate.Constant(true), condition) instanceof Implication.Follows
        : before;
    always.put(condition, answer);
    return answer;
  }

  /** Returns whether there can be a container that all of them certainly hold for. */
  public Satisfiability together(Predicate... predicates) {
    return satisfiable(new Predicate.And(List.of(predicates)));
  }

  /** Returns whether {@code consequence} certainly holds wherever {@code premise} does. */
  public Implication implies(Predicate premise, Predicate consequence) {
    Satisfiability exception = run(Aim.certainly(premise), Aim.perhapsNot(consequence));
    if (exception instanceof Witness witness) {
      return new Implication.Fails(witness);
    }
    return exception instanceof Satisfiability.Unproved unproved
        ? new Implication.Unproved(unproved.reason())
        : new Implication.Follows();
  }

  /** Returns how what the selector takes lies to what the rule forbids. */
  public Overlap overlap(Predicate selected, Predicate forbidden) {
    if (!known(selected) || !known(forbidden)) {
      return new Overlap.Unproved(TOO_MUCH);
    }
    var pair = new Pair(selected, forbidden);
    Overlap before = overlaps.get(pair);
    Overlap answer = before == null ? searched(selected, forbidden) : before;
    overlaps.put(pair, answer);
    return answer;
  }

  private Overlap searched(Predicate selected, Predicate forbidden) {
    Satisfiability touched = together(selected, forbidden);
    if (!(touched instanceof Witness)) {
      Satisfiability perhaps = run(Aim.certainly(selected), Aim.perhaps(forbidden));
      touched = perhaps instanceof Satisfiability.Impossible ? touched : perhaps;
    }
    if (touched instanceof Satisfiability.Unproved unproved) {
      return new Overlap.Unproved(unproved.reason());
    }
    if (!(touched instanceof Witness witness)) {
      return new Overlap.Disjoint();
    }
    Implication always = implies(selected, forbidden);
    if (always instanceof Implication.Unproved unproved) {
      return new Overlap.Unproved(unproved.reason());
    }
    return always instanceof Implication.Follows
        ? new Overlap.Certain()
        : new Overlap.Possible(witness);
  }

  /** Pays for looking it up; returns false if there is nothing left to pay with. */
  private boolean known(Predicate asked) {
    if (!exhausted()) {
      left -= 1 + Weight.of(asked) / HASHED_A_STEP;
    }
    return !exhausted();
  }

  private Satisfiability run(Aim... aims) {
    if (exhausted()) {
      return new Satisfiability.Unproved(TOO_MUCH);
    }
    var allowance = new Allowance(Math.min(most, left));
    try {
      return new Search(List.of(aims), allowance).run();
    } catch (Allowance.Spent spent) {
      return new Satisfiability.Unproved(left > most ? TOO_MANY : TOO_MUCH);
    } finally {
      left -= allowance.taken();
    }
  }
}
