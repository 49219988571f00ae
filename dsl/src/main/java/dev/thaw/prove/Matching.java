package dev.thaw.prove;

import dev.thaw.graph.Regex;
import dev.thaw.graph.Truth;

/**
 * A regular expression, and how it is asked for: charged for what the matcher looks at, and given
 * up long before the predicate would. A proof asks thousands of times.
 *
 * @param whole whether the whole text must match it
 */
record Matching(Regex regex, boolean whole) {
  private static final int MOST_LOOKS = 20_000;
  private static final int LOOKS_A_STEP = 8;
  private static final int CALL = 2;

  /** Judges a text; unknown where that takes too long. */
  Truth judge(String text, Allowance allowance) {
    allowance.take(CALL);
    return regex.matches(text, whole, MOST_LOOKS, looks -> allowance.take(looks / LOOKS_A_STEP));
  }
}
