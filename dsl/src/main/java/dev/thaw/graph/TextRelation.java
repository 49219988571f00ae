package dev.thaw.graph;

import java.util.Arrays;
import java.util.Optional;

/** How one text may lie to another: {@code name.startsWith('web-')}. */
public enum TextRelation {
  STARTS_WITH("startsWith"),
  ENDS_WITH("endsWith"),
  CONTAINS("contains"),
  EQUALS_IGNORE_CASE("equalsIgnoreCase");

  private final String word;

  TextRelation(String word) {
    this.word = word;
  }

  /** Returns how a script calls it. */
  public String word() {
    return word;
  }

  /** Returns the relation of that word. */
  public static Optional<TextRelation> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** Returns whether the first text lies so to the second. */
  public boolean holds(String text, String other) {
    return switch (this) {
      case STARTS_WITH -> text.startsWith(other);
      case ENDS_WITH -> text.endsWith(other);
      case CONTAINS -> text.contains(other);
      case EQUALS_IGNORE_CASE -> text.equalsIgnoreCase(other);
    };
  }
}
