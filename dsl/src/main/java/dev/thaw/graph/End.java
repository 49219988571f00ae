package dev.thaw.graph;

/** How a node ended. */
public enum End {
  DONE,
  FAILED,
  /** Something forbids it. */
  DENIED,
  /** It was not its turn: what it waits for, a failure, has not come. */
  PASSED;

  /** Returns whether it did not succeed. */
  public boolean bad() {
    return this == FAILED || this == DENIED;
  }

  /** Returns the one that counts where both hold. */
  public End or(End other) {
    return this == FAILED || other != FAILED && bad() ? this : other;
  }
}
