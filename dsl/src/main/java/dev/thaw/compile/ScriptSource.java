package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A script's text under the name that its diagnostics bear.
 *
 * <p>A byte order mark is dropped and every line end becomes a line feed, so that the same script
 * from another editor gives the same graph.
 *
 * @param name the file as the user named it
 * @param text the text, normalised
 */
public record ScriptSource(String name, String text) {

  /** The largest script, in bytes of a file and in UTF-16 units of a text. */
  public static final int LIMIT = 1 << 20;

  private static final int BYTES_IN_THREE = 3;

  public ScriptSource {
    text = text.startsWith("\ufeff") ? text.substring(1) : text;
    if (text.indexOf('\r') >= 0) {
      text = text.replace("\r\n", "\n").replace('\r', '\n');
    }
  }

  /** Decodes a script file, which must be UTF-8 and no larger than {@link #LIMIT}. */
  public static Decoding decode(String name, byte[] bytes) {
    if (bytes.length > LIMIT) {
      return failed(name, "", Problems::tooLarge);
    }
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length + BYTES_IN_THREE);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int offset = in.position();
      String found = String.format("0x%02x", bytes[offset] & 0xff);
      return failed(
          name,
          text,
          problems -> problems.report(
              DiagnosticCode.UNREADABLE,
              problems.places().end(),
              "The byte at offset " + offset + ", " + found + ", is not UTF-8.",
              "Save the script as UTF-8."));
    }
    return new Decoding(Optional.of(new ScriptSource(name, text)), List.of());
  }

  private static Decoding failed(String name, String readable, Consumer<Problems> report) {
    var problems = new Problems(new ScriptSource(name, readable));
    report.accept(problems);
    return new Decoding(Optional.empty(), problems.sorted());
  }
}
