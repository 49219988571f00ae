package dev.thaw.prove;

/** Whether a predicate certainly holds for every container that another certainly holds for. */
public sealed interface Implication {

  /** It does; also if the other can hold for none. */
  record Follows() implements Implication {}

  /**
   * It does not.
   *
   * @param counterexample a container that the one holds for, and the other not, or nobody knows
   */
  record Fails(Witness counterexample) implements Implication {}

  /**
   * Neither is shown.
   *
   * @param reason what was not understood, as a part of a sentence
   */
  record Unproved(String reason) implements Implication {}
}
