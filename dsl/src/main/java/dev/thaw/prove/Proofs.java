package dev.thaw.prove;

import dev.thaw.graph.Each;
import dev.thaw.graph.Predicate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Proofs that together take no longer than so many steps; what is asked afterwards is not proved.
 *
 * <p>What each question means stands at {@link Proof}. The same questions in the same order have
 * the same answers. Not safe for threads.
 */
public final class Proofs {
  private static final Satisfiability TOO_MUCH =
      new Satisfiability.Unproved("too many proofs before it");

  /** Each value that is compared is tried with all the others. */
  private static final int MOST_VALUES = 1_000;

  private static final int OF_VALUE = 10;
  private static final int OF_PAIR = 2;

  private static final Satisfiability TOO_MANY_VALUES =
      new Satisfiability.Unproved("too many values");

  private long left;

  /**
   * Begins.
   *
   * @param steps some ten million a second; one proof takes a thousand as a rule, a hard one a
   *     million
   */
  public Proofs(long steps) {
    this.left = steps;
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
    return !Plain.satisfiable(guard) && satisfiable(guard) instanceof Satisfiability.Impossible;
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

  private Satisfiability run(Aim... aims) {
    if (exhausted()) {
      return TOO_MUCH;
    }
    long values = Stream.of(aims).mapToLong(aim -> values(aim.predicate())).sum();
    if (values > MOST_VALUES) {
      left -= values * OF_VALUE;
      return TOO_MANY_VALUES;
    }
    var search = new Search(List.of(aims));
    Satisfiability answer = search.run();
    left -= search.effort() + values * values * OF_PAIR;
    return answer;
  }

  private static long values(Predicate predicate) {
    long own = predicate instanceof Predicate.In in ? in.values().size() : 1;
    long element = predicate instanceof Each each ? values(each.element()) : 0;
    return own + element + predicate.parts().stream().mapToLong(Proofs::values).sum();
  }
}
