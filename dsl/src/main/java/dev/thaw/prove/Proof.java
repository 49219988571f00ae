package dev.thaw.prove;

import dev.thaw.graph.Predicate;

/**
 * Decides what holds of predicates, whatever containers there are.
 *
 * <p>A container is described by finitely many facts, and a predicate can tell only finitely many
 * ways apart in which these lie to its constants. So it is enough to try one value for each way,
 * and, for facts that are compared with each other, as many as there are such facts (the small
 * model property; as in A. Pnueli, Y. Rodeh, O. Strichman, M. Siegel, "The small model property:
 * how small can it be?", Information and Computation 178(1), 2002). Of regular expressions,
 * examples are tried; where they do not settle it, the answer is that it is not proved. What an
 * expression makes of a text that takes it too long is left out of account.
 *
 * <p>The same question has the same answer, examples included: what takes too long is given up
 * after so many steps, not after a time. Stateless, so safe for threads.
 */
public final class Proof {
  /** Ten times what one search may take: some tenths of a second. */
  private static final long OF_ONE = 10_000_000;

  private Proof() {}

  /** Returns whether there can be a container that it certainly holds for. */
  public static Satisfiability satisfiable(Predicate predicate) {
    return alone().satisfiable(predicate);
  }

  /** Returns whether it is shown that it certainly holds for no container; false if in doubt. */
  public static boolean never(Predicate guard) {
    return alone().never(guard);
  }

  /** Returns whether there can be a container that all of them certainly hold for. */
  public static Satisfiability together(Predicate... predicates) {
    return alone().together(predicates);
  }

  /** Returns whether {@code consequence} certainly holds wherever {@code premise} does. */
  public static Implication implies(Predicate premise, Predicate consequence) {
    return alone().implies(premise, consequence);
  }

  /** Returns how what the selector takes lies to what the rule forbids. */
  public static Overlap overlap(Predicate selected, Predicate forbidden) {
    return alone().overlap(selected, forbidden);
  }

  private static Proofs alone() {
    return new Proofs(OF_ONE);
  }
}
