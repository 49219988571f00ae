package dev.thaw.prove;

import dev.thaw.graph.Regex;
import dev.thaw.graph.Truth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression, and whether the whole text must match it; two of one text are equal.
 *
 * <p>Asks the expression itself, but charges for what the matcher looks at, and gives up long
 * before the predicate would: a proof asks thousands of times.
 */
final class Matching {
  private static final int MOST_LOOKS = 20_000;
  private static final int LOOKS_A_STEP = 8;
  private static final int CALL = 2;

  private final String regex;
  private final boolean whole;
  private final Pattern pattern;

  Matching(Regex regex, boolean whole) {
    this.regex = regex.text();
    this.whole = whole;
    this.pattern = Pattern.compile(this.regex);
  }

  String regex() {
    return regex;
  }

  boolean whole() {
    return whole;
  }

  /** Judges a text; unknown where that takes too long. */
  Truth judge(String text, Allowance allowance) {
    allowance.take(CALL);
    Matcher matcher = pattern.matcher(new Looked(text, allowance));
    try {
      return Truth.of(whole ? matcher.matches() : matcher.find());
    } catch (GivenUp | StackOverflowError tooMuch) {
      return Truth.UNKNOWN;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matching matching
        && matching.whole == whole
        && matching.regex.equals(regex);
  }

  @Override
  public int hashCode() {
    return regex.hashCode() + (whole ? 1 : 0);
  }

  /** Counts each look at it. */
  private static final class Looked implements CharSequence {
    private final String text;
    private final Allowance allowance;
    private int looks;

    private Looked(String text, Allowance allowance) {
      this.text = text;
      this.allowance = allowance;
    }

    @Override
    public char charAt(int index) {
      if (++looks % LOOKS_A_STEP == 0) {
        allowance.take(1);
      }
      if (looks > MOST_LOOKS) {
        throw new GivenUp();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private GivenUp() {
      super("too many looks", null, false, false);
    }
  }
}
