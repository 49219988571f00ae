package dev.thaw.graph;

import java.util.regex.Pattern;

/** A regular expression, compiled once; two of one text are equal, which patterns are not. */
public final class Regex {
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
    var matcher = pattern.matcher(new Metered(text));
    try {
      return Truth.of(whole ? matcher.matches() : matcher.find());
    } catch (TooMuch | StackOverflowError tooMuch) {
      return Truth.UNKNOWN;
    }
  }

  /** Counts what the matcher looks at, which does not depend on the machine as time does. */
  private static final class Metered implements CharSequence {
    private static final int MOST_STEPS = 1_000_000;

    private final String text;
    private int steps;

    private Metered(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
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
