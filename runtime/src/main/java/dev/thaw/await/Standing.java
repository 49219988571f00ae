package dev.thaw.await;

/**
 * How a wait stands after a look.
 *
 * @param reason what was found: why it has failed or is not over yet, or what has come true
 */
public record Standing(Kind kind, String reason) {

  /** How far it is. */
  public enum Kind {
    /** What was waited for is so. */
    REACHED,
    /** It is not so, and no further wait is to bring it about. */
    FAILED,
    /** It may come. */
    OPEN
  }

  static Standing reached(String reason) {
    return new Standing(Kind.REACHED, reason);
  }

  /** Returns one that has failed. */
  public static Standing failed(String reason) {
    return new Standing(Kind.FAILED, reason);
  }

  static Standing open(String reason) {
    return new Standing(Kind.OPEN, reason);
  }
}
