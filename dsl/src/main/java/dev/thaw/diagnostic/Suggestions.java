package dev.thaw.diagnostic;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word that was probably meant by a misspelt one.
 *
 * <p>The measure is the optimal string alignment distance, the restricted form of the
 * Damerau-Levenshtein distance (F. J. Damerau, "A technique for computer detection and correction
 * of spelling errors", CACM 7(3), 1964): insertions, deletions, substitutions and swaps of
 * neighbours, in code points. Letter case counts for nothing. Stateless, so safe for threads.
 */
public final class Suggestions {
  private static final int LETTERS_PER_EDIT = 3;

  private Suggestions() {}

  /**
   * Returns the word of the vocabulary that is nearest to the given one, if any is near enough.
   *
   * <p>Near enough is one edit for every three letters of {@code word}, at least one, but never so
   * many that none of its letters would be left. Of words equally near the one that begins alike
   * for longest is taken, then the first in natural order, so that the answer does not depend on
   * the vocabulary's order.
   *
   * @param word the misspelt word
   * @param vocabulary the words that could have been meant, in any order
   * @return the nearest word as the vocabulary spells it, or empty if none is near enough
   * @throws NullPointerException if an argument or an element of the vocabulary is null
   */
  public static Optional<String> nearest(String word, Collection<String> vocabulary) {
    int[] typed = letters(word);
    int bound = Math.min(typed.length - 1, Math.max(1, typed.length / LETTERS_PER_EDIT));
    return vocabulary.stream()
        .map(known -> candidate(known, typed, bound))
        .filter(candidate -> candidate.distance() <= bound)
        .min(Candidate.NEAREST_FIRST)
        .map(Candidate::word);
  }

  private static int[] letters(String word) {
    return word.toLowerCase(Locale.ROOT).codePoints().toArray();
  }

  /** Returns the distance, or something above the bound where the lengths alone exceed it. */
  private static int distance(int[] from, int[] to, int bound) {
    if (Math.abs(from.length - to.length) > bound) {
      return Integer.MAX_VALUE;
    }
    int[] beforePrevious = new int[to.length + 1];
    int[] previous = new int[to.length + 1];
    int[] current = new int[to.length + 1];
    for (int j = 0; j <= to.length; j++) {
      current[j] = j;
    }
    for (int i = 1; i <= from.length; i++) {
      int[] oldest = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = oldest;
      current[0] = i;
      for (int j = 1; j <= to.length; j++) {
        int substituted = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
        if (swapped(from, i, to, j)) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
    }
    return current[to.length];
  }

  private static boolean swapped(int[] from, int i, int[] to, int j) {
    return i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
  }

  private static Candidate candidate(String known, int[] typed, int bound) {
    int[] letters = letters(known);
    int mismatch = Arrays.mismatch(typed, letters);
    return new Candidate(
        known, distance(typed, letters, bound), mismatch < 0 ? typed.length : mismatch);
  }

  /** People slip at the end of a word more often than at its beginning. */
  private record Candidate(String word, int distance, int alike) {
    static final Comparator<Candidate> NEAREST_FIRST = Comparator.comparingInt(Candidate::distance)
        .thenComparing(Comparator.comparingInt(Candidate::alike).reversed())
        .thenComparing(Candidate::word);
  }
}
