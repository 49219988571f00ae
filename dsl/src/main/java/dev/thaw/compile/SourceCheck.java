package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.value.SourceText;
import java.util.Locale;

/** Refuses what no editor shows: a script must be what its reader sees. */
final class SourceCheck {
  private static final int ENOUGH = 100;

  /** Reorders text as the other bidirectional controls do, but has no use in a literal either. */
  private static final char ARABIC_LETTER_MARK = '\u061c';

  private SourceCheck() {}

  static void check(ScriptSource source, Problems problems) {
    String text = source.text();
    if (text.length() > ScriptSource.LIMIT) {
      problems.tooLarge();
      return;
    }
    int line = 1;
    int lineStart = 0;
    for (int index = 0; index < text.length() && problems.count() < ENOUGH; index++) {
      char symbol = text.charAt(index);
      if (symbol == '\n') {
        line++;
        lineStart = index + 1;
      } else if (forbidden(text, index)) {
        problems.report(
            DiagnosticCode.UNREADABLE,
            SourceSpan.at(line, index - lineStart + 1),
            "The symbol "
                + String.format(Locale.ROOT, "U+%04X", (int) symbol)
                + " is invisible or reorders the text.",
            "Remove it; in a text it may be written as an escape.");
      }
    }
  }

  private static boolean forbidden(String text, int index) {
    char symbol = text.charAt(index);
    if (Character.isHighSurrogate(symbol)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    if (Character.isLowSurrogate(symbol)) {
      return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
    }
    return symbol != '\t' && SourceText.mustEscape(symbol) || symbol == ARABIC_LETTER_MARK;
  }
}
