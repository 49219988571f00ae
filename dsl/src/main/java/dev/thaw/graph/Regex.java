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

  /** Returns whether it matches the whole text, or any part of it. */
  boolean matches(String text, boolean whole) {
    var matcher = pattern.matcher(text);
    return whole ? matcher.matches() : matcher.find();
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
