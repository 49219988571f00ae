package dev.thaw.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.thaw.value.SourceText;
import java.util.Locale;

/**
 * Escapes what JSON would let through although it steers terminals or reorders text: DEL, the C1
 * controls, the bidirectional ones. JSON is read by people, too.
 */
final class VisibleText extends CharacterEscapes {
  private static final long serialVersionUID = 1L;

  private final int[] ascii = standardAsciiEscapesForJSON();

  VisibleText() {
    ascii[0x7f] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public SerializableString getEscapeSequence(int symbol) {
    return SourceText.mustEscape((char) symbol)
        ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", symbol))
        : null;
  }
}
