package dev.thaw.text;

import dev.thaw.value.SourceText;

/** Text from outside made fit for a terminal: labels, names and logs may hold anything. */
public final class Printable {
  private Printable() {}

  /** Returns the text with control and bidirectional characters as escapes; tabs stay. */
  public static String text(String text) {
    StringBuilder printable = null;
    for (int index = 0; index < text.length(); index++) {
      char symbol = text.charAt(index);
      boolean escape = symbol != '\t' && SourceText.mustEscape(symbol);
      if (escape && printable == null) {
        printable = new StringBuilder(text.length() + 16).append(text, 0, index);
      }
      if (escape) {
        printable.append(String.format("\\u%04x", (int) symbol));
      } else if (printable != null) {
        printable.append(symbol);
      }
    }
    return printable == null ? text : printable.toString();
  }
}
