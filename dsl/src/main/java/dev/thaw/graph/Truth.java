package dev.thaw.graph;

/**
 * Kleene's three truth values.
 *
 * <p>Unknown stands for two things that are one to logic: a fact that has no value, and one that
 * has not been read yet. So a predicate can be judged on a cheap snapshot, and only where the
 * outcome is unknown need anything dearer be read.
 */
public enum Truth {
  FALSE,
  UNKNOWN,
  TRUE;

  public static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  public Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public Truth negate() {
    return switch (this) {
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
      case TRUE -> FALSE;
    };
  }
}
