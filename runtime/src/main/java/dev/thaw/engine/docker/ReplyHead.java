package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The status line and the headers of a reply.
 *
 * @param status three digits
 * @param keepAlive whether the connection lives on after the body
 * @param headers by name in lower case; where one stands twice, both values with a comma between
 */
record ReplyHead(int status, boolean keepAlive, Map<String, String> headers) {
  /** An engine's head has some 300 bytes; what is much larger is not one. */
  static final int LARGEST = 64 << 10;

  private static final int CONTINUE = 100;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) ([1-5]\\d\\d)( .*)?");
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /**
   * Reads the head of the final reply; interim ones (status 100 to 199) are passed over.
   *
   * @throws EngineException {@code LOST} if the connection ends within it, {@code INVALID} if it is
   *     not HTTP/1 or larger than {@value #LARGEST} bytes
   */
  static ReplyHead read(Connection connection, Deadline deadline) throws EngineException {
    var lines = new LineReader(connection, deadline, LARGEST);
    ReplyHead head = read(connection, lines);
    while (head.status < 200) {
      if (head.status != CONTINUE && head.status < 102) {
        throw connection.invalid("switches to a protocol that nobody asked for");
      }
      head = read(connection, lines);
    }
    return head;
  }

  private static ReplyHead read(Connection connection, LineReader lines) throws EngineException {
    String first = lines.next();
    var status = STATUS_LINE.matcher(first);
    if (!status.matches()) {
      throw connection.invalid("does not speak HTTP/1, but says: " + excerpt(first));
    }
    var headers = new TreeMap<String, String>();
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon < 0 || !HEADER_NAME.matcher(line.substring(0, colon)).matches()) {
        throw connection.invalid("sends a broken header: " + excerpt(line));
      }
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    String fate = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
    boolean keepAlive = status.group(1).equals("1") && !fate.contains("close");
    return new ReplyHead(Integer.parseInt(status.group(2)), keepAlive, headers);
  }

  /** Returns whether no body follows by the rules of HTTP, whatever the headers say. */
  boolean bodiless(String method) {
    return method.equals("HEAD") || status == 204 || status == 304;
  }

  /**
   * Returns whether the body comes in chunks.
   *
   * @throws EngineException {@code INVALID} if it comes in a coding that is not understood
   */
  boolean chunked(Connection connection) throws EngineException {
    String coding = headers.getOrDefault("transfer-encoding", "");
    if (!coding.isEmpty() && !coding.equalsIgnoreCase("chunked")) {
      throw connection.invalid("sends its reply in an unknown coding: " + excerpt(coding));
    }
    return !coding.isEmpty();
  }

  /**
   * Returns the body's length, where it was announced.
   *
   * @throws EngineException {@code INVALID} if it is not a number
   */
  OptionalLong length(Connection connection) throws EngineException {
    String length = headers.get("content-length");
    if (length == null) {
      return OptionalLong.empty();
    }
    if (!LENGTH.matcher(length).matches()) {
      throw connection.invalid("announces a broken length: " + excerpt(length));
    }
    return OptionalLong.of(Long.parseLong(length));
  }

  /** What comes from nowhere may hold anything: only what can be printed is shown. */
  static String excerpt(String text) {
    String printable = text.replaceAll("[^ -~]", "?");
    return printable.length() > 80 ? printable.substring(0, 80) + "…" : printable;
  }
}
