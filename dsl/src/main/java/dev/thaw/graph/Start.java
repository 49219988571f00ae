package dev.thaw.graph;

/** What a node makes of how those have ended that it comes after. */
public enum Start {
  /** It starts when all have succeeded, and counts as failed if one has not. */
  SUCCESS,
  /** It starts when at least one has failed, and is passed over if none has. */
  FAILURE,
  /** It starts when all have ended, however. */
  ALWAYS
}
