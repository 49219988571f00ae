package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.value.SourceText;
import java.util.Locale;

/**
 * Refuses what no editor shows, in comments and texts as well: a script must be what its reader
 * sees.
 *
 * <p>Of the invisible symbols only those that hold an emoji together may stand, and only there.
 */
final class SourceCheck {
  private static final int JOINER = 0x200d;
  private static final int AS_EMOJI = 0xfe0f;
  private static final int FIRST_SKIN = 0x1f3fb;
  private static final int LAST_SKIN = 0x1f3ff;
  private static final int ASCII = 0x7f;

  private SourceCheck() {}

  static void check(ScriptSource source, Problems problems) {
    String text = source.text();
    if (text.length() > ScriptSource.LIMIT) {
      problems.tooLarge();
      return;
    }
    int line = 1;
    int lineStart = 0;
    int before = 0;
    int index = 0;
    while (index < text.length()) {
      int symbol = text.codePointAt(index);
      int next = index + Character.charCount(symbol);
      if (symbol == '\n') {
        line++;
        lineStart = next;
      } else if (forbidden(symbol) && !inEmoji(before, symbol, text, next)) {
        problems.report(
            DiagnosticCode.UNREADABLE,
            SourceSpan.at(line, index - lineStart + 1),
            "The symbol "
                + String.format(Locale.ROOT, "U+%04X", symbol)
                + " is invisible or reorders the text.",
            "Remove it; in a text it may be written as an escape.");
      }
      before = symbol;
      index = next;
    }
  }

  private static boolean forbidden(int symbol) {
    if (symbol <= ASCII) {
      return symbol != '\t' && Character.isISOControl(symbol);
    }
    return SourceText.invisible(symbol) || Character.getType(symbol) == Character.SURROGATE;
  }

  private static boolean inEmoji(int before, int symbol, String text, int next) {
    if (symbol == AS_EMOJI) {
      return isEmoji(before);
    }
    return symbol == JOINER
        && (isEmoji(before) || before == AS_EMOJI)
        && next < text.length()
        && isEmoji(text.codePointAt(next));
  }

  private static boolean isEmoji(int symbol) {
    return Character.getType(symbol) == Character.OTHER_SYMBOL
        || symbol >= FIRST_SKIN && symbol <= LAST_SKIN;
  }
}
