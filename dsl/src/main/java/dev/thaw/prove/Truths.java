package dev.thaw.prove;

import dev.thaw.graph.Truth;

/**
 * Sets of truth values, as bits.
 *
 * <p>A fact of a made-up container that is not chosen yet may make a predicate any of several; this
 * is not the same as unknown, which is one of the three.
 */
final class Truths {
  static final int FALSE = 1;
  static final int UNKNOWN = 1 << 1;
  static final int TRUE = 1 << 2;
  static final int ANY = FALSE | UNKNOWN | TRUE;

  private Truths() {}

  static int of(Truth truth) {
    return switch (truth) {
      case FALSE -> FALSE;
      case UNKNOWN -> UNKNOWN;
      case TRUE -> TRUE;
    };
  }

  /** Returns what {@code and} can give of one from each set. */
  static int and(int left, int right) {
    int both = left & right & TRUE | (left | right) & FALSE;
    boolean unknown = (left & UNKNOWN) != 0 && (right & (UNKNOWN | TRUE)) != 0
        || (right & UNKNOWN) != 0 && (left & (UNKNOWN | TRUE)) != 0;
    return unknown ? both | UNKNOWN : both;
  }

  static int or(int left, int right) {
    return negate(and(negate(left), negate(right)));
  }

  static int negate(int truths) {
    return truths & UNKNOWN
        | ((truths & FALSE) != 0 ? TRUE : 0)
        | ((truths & TRUE) != 0 ? FALSE : 0);
  }
}
