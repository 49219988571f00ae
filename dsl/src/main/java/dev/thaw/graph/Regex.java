package dev.thaw.graph;

import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/** A regular expression, compiled once; two of one text are equal, which patterns are not. */
public final class Regex {
  private static final int MOST_STEPS = 1_000_000;

  private final Pattern pattern;

  /**
   * Compiles it.
   *
   * @throws java.util.regex.PatternSyntaxException if it is none
   */
  public Regex(String text) {
    this.pattern = Pattern.compile(text);
  }

  /** Returns it as it was written. */
  public String text() {
    return pattern.pattern();
  }

  /**
   * Judges whether it matches the whole text, or any part of it; unknown where that would take more
   * than a million steps, or more stack than there is. A label's text is anybody's, and must
   * neither hold a run up nor break it.
   */
  Truth matches(String text, boolean whole) {
    return matches(text, whole, MOST_STEPS, steps -> {});
  }

  /**
   * Judges it as a predicate does, within other bounds.
   *
   * @param most after how many steps to give up, from 1
   * @param taken told in the end how many steps it took
   */
  public Truth matches(String text, boolean whole, int most, IntConsumer taken) {
    var metered = new Metered(text, most);
    var matcher = pattern.matcher(metered);
    Truth truth;
    try {
      truth = Truth.of(whole ? matcher.matches() : matcher.find());
    } catch (TooMuch | StackOverflowError tooMuch) {
      truth = Truth.UNKNOWN;
    }
    taken.accept(metered.steps);
    return truth;
  }

  /** Counts what the matcher looks at, which does not depend on the machine as time does. */
  private static final class Metered implements CharSequence {
    private final String text;
    private final int most;
    private int steps;

    private Metered(String text, int most) {
      this.text = text;
      this.most = most;
    }

    @Override
    public char charAt(int index) {
      if (++steps > most) {
        throw new TooMuch();
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

  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooMuch() {
      super("too many steps", null, false, false);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex regex && regex.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
