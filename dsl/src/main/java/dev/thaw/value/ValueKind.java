package dev.thaw.value;

/** The types that a literal, an option or a fact can have. */
public enum ValueKind {
  TEXT("text"),
  NUMBER("a number"),
  FLAG("true or false"),
  PERCENT("a percentage"),
  BYTES("a size"),
  TIME("a duration"),
  INSTANT("a moment"),
  LIST("a list"),
  SECRET("a secret"),
  SET("a set"),
  ABSENT("null");

  private final String phrase;

  ValueKind(String phrase) {
    this.phrase = phrase;
  }

  /** Returns how a message names this kind, with its article: {@code a size}. */
  public String phrase() {
    return phrase;
  }
}
