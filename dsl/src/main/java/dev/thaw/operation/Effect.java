package dev.thaw.operation;

/** What an operation does to the world. */
public enum Effect {
  /** Reads only; runs in a dry run's world as in the real one. */
  OBSERVE,
  /** Changes something that another operation can change back. */
  CHANGE,
  /** Loses something for good. */
  DESTROY
}
