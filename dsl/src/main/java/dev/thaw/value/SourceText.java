package dev.thaw.value;

import java.math.BigDecimal;

/** How literals are spelled in a script. */
public final class SourceText {
  private SourceText() {}

  /**
   * Returns {@code text} as a single-quoted literal; control characters come as escapes, so that
   * the result is one line whatever the text holds.
   */
  public static String quote(String text) {
    return '\'' + escaped(text, "'") + '\'';
  }

  /** Returns text as it stands between double quotes, where a dollar sign would begin a value. */
  static String inDoubleQuotes(String text) {
    return escaped(text, "\"$");
  }

  private static String escaped(String text, String special) {
    var quoted = new StringBuilder(text.length() + 2);
    for (int index = 0; index < text.length(); index++) {
      char symbol = text.charAt(index);
      switch (symbol) {
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (symbol == '\\' || special.indexOf(symbol) >= 0) {
            quoted.append('\\').append(symbol);
          } else if (mustEscape(symbol)) {
            quoted.append(String.format("\\u%04x", (int) symbol));
          } else {
            quoted.append(symbol);
          }
        }
      }
    }
    return quoted.toString();
  }

  /** C0, C1 and the bidirectional controls, which would reorder or hide what a reader sees. */
  public static boolean mustEscape(char symbol) {
    return Character.isISOControl(symbol)
        || symbol >= '\u202a' && symbol <= '\u202e'
        || symbol >= '\u2066' && symbol <= '\u2069'
        || symbol == '\u200e'
        || symbol == '\u200f'
        || symbol == '\u2028'
        || symbol == '\u2029'
        || symbol == '\ufeff';
  }

  static BigDecimal canonical(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
