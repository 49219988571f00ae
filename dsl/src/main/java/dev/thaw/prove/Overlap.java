package dev.thaw.prove;

/**
 * How what a selector takes and what a rule forbids lie to each other.
 *
 * <p>A selector takes a container only if it certainly holds for it. A rule is read strictly: it
 * also touches a container for which nobody knows whether it holds.
 */
public sealed interface Overlap {

  /** No container that is taken is touched by the rule; also if none can be taken. */
  record Disjoint() implements Overlap {}

  /** Containers can be taken, and the rule certainly holds for each of them. */
  record Certain() implements Overlap {}

  /**
   * Some are touched by the rule, and some are not, or may not be.
   *
   * @param counterexample one that is taken and forbidden; where there is none, one that is taken
   *     and of which it is unknown whether the rule holds
   */
  record Possible(Witness counterexample) implements Overlap {}

  /**
   * None of these is shown.
   *
   * @param reason what was not understood, as a part of a sentence
   */
  record Unproved(String reason) implements Overlap {}
}
