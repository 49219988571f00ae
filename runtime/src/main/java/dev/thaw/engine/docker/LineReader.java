package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines off a connection, up to a bound for all of them together. */
final class LineReader {
  private final Connection connection;
  private final Deadline deadline;
  private final int bound;
  private int read;

  LineReader(Connection connection, Deadline deadline, int bound) {
    this.connection = connection;
    this.deadline = deadline;
    this.bound = bound;
  }

  /**
   * Returns the next line without its end: CR LF, or a bare LF as some servers send.
   *
   * @throws EngineException {@code LOST} if the connection ends before, {@code INVALID} past the
   *     bound
   */
  String next() throws EngineException {
    var line = new ByteArrayOutputStream(80);
    for (int octet = one(); octet != '\n'; octet = one()) {
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private int one() throws EngineException {
    int octet = connection.read(deadline);
    if (octet < 0) {
      throw connection.lost(
          read == 0 ? "the connection ended without a reply" : "the reply breaks off");
    }
    if (++read > bound) {
      throw connection.invalid("sends more than " + bound + " bytes where a line should be");
    }
    return octet;
  }
}
