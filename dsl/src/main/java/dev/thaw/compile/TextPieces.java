package dev.thaw.compile;

import dev.thaw.value.Value;
import dev.thaw.value.Value.Secret.Piece;
import java.util.ArrayList;
import java.util.List;

/** Puts a text together of pieces; it stays a secret if one of them is. */
final class TextPieces {
  private final StringBuilder plain = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();

  void add(String text) {
    plain.append(text);
  }

  void add(Value value) {
    if (value instanceof Value.Secret secret) {
      for (Piece piece : secret.pieces()) {
        if (piece.secret()) {
          flush();
          pieces.add(piece);
        } else {
          add(piece.text());
        }
      }
    } else {
      add(value.display());
    }
  }

  /** Returns how long the plain text is that is not followed by a secret yet. */
  int length() {
    return plain.length();
  }

  private void flush() {
    if (!plain.isEmpty()) {
      pieces.add(new Piece(plain.toString(), false));
      plain.setLength(0);
    }
  }

  Value value() {
    if (pieces.isEmpty()) {
      return new Value.Text(plain.toString());
    }
    flush();
    return new Value.Secret(pieces);
  }
}
