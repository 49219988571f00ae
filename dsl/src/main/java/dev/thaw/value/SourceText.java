package dev.thaw.value;

import java.math.BigDecimal;
import java.util.List;

/** How literals are spelled in a script. */
public final class SourceText {
  /** Those that are no format symbols by their category. */
  private static final List<Range> IGNORABLE = List.of(
      new Range(0x034f, 0x034f),
      new Range(0x115f, 0x1160),
      new Range(0x17b4, 0x17b5),
      new Range(0x180b, 0x180f),
      new Range(0x2065, 0x2065),
      new Range(0x3164, 0x3164),
      new Range(0xfe00, 0xfe0f),
      new Range(0xffa0, 0xffa0),
      new Range(0xfff0, 0xfff8),
      new Range(0xe0000, 0xe0fff));

  private SourceText() {}

  private record Range(int first, int last) {
    boolean contains(int codePoint) {
      return codePoint >= first && codePoint <= last;
    }
  }

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
          boolean behind = Character.isLowSurrogate(symbol) && index > 0;
          if (symbol == '\\' || special.indexOf(symbol) >= 0) {
            quoted.append('\\').append(symbol);
          } else if (invisible(text.codePointAt(index))
              || behind && invisible(text.codePointBefore(index + 1))) {
            quoted.append(String.format("\\u%04x", (int) symbol));
          } else {
            quoted.append(symbol);
          }
        }
      }
    }
    return quoted.toString();
  }

  /** Returns whether the symbol, all of it in one unit, is {@link #invisible}. */
  public static boolean mustEscape(char symbol) {
    return invisible(symbol);
  }

  /**
   * Returns whether the symbol reorders or hides what a reader sees, or shows nothing itself: C0,
   * C1, what formats or separates lines, and what may be left out when text is shown (Unicode's
   * Default_Ignorable_Code_Point: fillers, joiners, variation selectors, tags).
   */
  public static boolean invisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || IGNORABLE.stream().anyMatch(range -> range.contains(codePoint));
  }

  static BigDecimal canonical(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
