package dev.thaw.prove;

/** Whether there can be a container that a predicate certainly holds for. */
public sealed interface Satisfiability
    permits Witness, Satisfiability.Impossible, Satisfiability.Unproved {

  /** There cannot be one. */
  record Impossible() implements Satisfiability {}

  /**
   * Neither is shown.
   *
   * @param reason what was not understood, as a part of a sentence
   */
  record Unproved(String reason) implements Satisfiability {}
}
