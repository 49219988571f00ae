package dev.thaw.engine.sim;

import dev.thaw.engine.sim.Answer.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes answers to a connection as Go's server does: short bodies with their length, longer ones
 * in chunks. Not thread safe.
 */
final class HttpWriter {
  /** Go's net/http buffers so much before it gives up telling the length. */
  private static final int LONGEST_WITH_LENGTH = 2048;

  private static final int CHUNK = 16 << 10;

  private static final Map<Integer, String> REASONS = Map.ofEntries(
      Map.entry(200, "OK"),
      Map.entry(201, "Created"),
      Map.entry(204, "No Content"),
      Map.entry(304, "Not Modified"),
      Map.entry(400, "Bad Request"),
      Map.entry(403, "Forbidden"),
      Map.entry(404, "Not Found"),
      Map.entry(409, "Conflict"),
      Map.entry(413, "Content Too Large"),
      Map.entry(429, "Too Many Requests"),
      Map.entry(431, "Request Header Fields Too Large"),
      Map.entry(500, "Internal Server Error"),
      Map.entry(501, "Not Implemented"),
      Map.entry(503, "Service Unavailable"));

  /** RFC 1123 as HTTP has it: two digits for the day, where Java's constant writes one. */
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
          "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
      .withZone(ZoneOffset.UTC);

  private final OutputStream target;

  HttpWriter(OutputStream target) {
    this.target = target;
  }

  /** Lets the client send its body. */
  void writeContinue() throws IOException {
    target.write(ascii("HTTP/1.1 100 Continue\r\n\r\n"));
  }

  /**
   * Writes an answer, or as much of it as is to arrive.
   *
   * @return whether the connection can be used again
   * @throws InterruptedException if the thread was told to stop waiting for what goes on
   */
  boolean write(Answer answer, HttpRequest request, Instant now)
      throws IOException, InterruptedException {
    if (answer.feed().isPresent()) {
      return follow(answer, answer.feed().get(), request, now);
    }
    return answer.stream() ? stream(answer, request) : message(answer, request, now);
  }

  private boolean message(Answer answer, HttpRequest request, Instant now) throws IOException {
    boolean bodiless = answer.status() == 204 || answer.status() == 304;
    byte[] body = answer.body();
    boolean chunked = body.length > LONGEST_WITH_LENGTH && request.minor() > 0;
    boolean reusable = request.keepAlive() && answer.delivery() == Delivery.WHOLE;
    var head = head(answer.status(), reason(answer.status()), answer.headers());
    header(head, "Date", DATE.format(now));
    if (chunked) {
      header(head, "Transfer-Encoding", "chunked");
    } else if (!bodiless) {
      header(head, "Content-Length", Integer.toString(body.length));
    }
    if (!request.keepAlive()) {
      header(head, "Connection", "close");
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ascii(head.append("\r\n").toString()));
    if (!bodiless && !request.method().equals("HEAD")) {
      int arriving = answer.delivery() == Delivery.CUT ? body.length / 2 : body.length;
      if (chunked) {
        chunks(bytes, body, arriving, arriving == body.length);
      } else {
        bytes.write(body, 0, arriving);
      }
    }
    target.write(bytes.toByteArray());
    return reusable;
  }

  /** The engine takes the connection over and closes it at the end: moby, {@code exec.go}. */
  private boolean stream(Answer answer, HttpRequest request) throws IOException {
    StringBuilder head;
    if (request.upgrades()) {
      head = head(101, "UPGRADED", answer.headers());
      header(head, "Connection", "Upgrade");
      header(head, "Upgrade", "tcp");
    } else {
      head =
          head(200, "OK", answer.with(Map.of(Answer.CONTENT_TYPE, Frames.RAW)).headers());
    }
    target.write(ascii(head.append("\r\n").toString()));
    int arriving =
        answer.delivery() == Delivery.CUT ? answer.body().length / 2 : answer.body().length;
    target.write(answer.body(), 0, arriving);
    return false;
  }

  private boolean follow(Answer answer, EventFeed feed, HttpRequest request, Instant now)
      throws IOException, InterruptedException {
    var head = head(answer.status(), reason(answer.status()), answer.headers());
    header(head, "Date", DATE.format(now));
    boolean chunked = request.minor() > 0;
    if (chunked) {
      header(head, "Transfer-Encoding", "chunked");
    }
    if (!request.keepAlive()) {
      header(head, "Connection", "close");
    }
    target.write(ascii(head.append("\r\n").toString()));
    try (feed) {
      for (byte[] lines = answer.body(); !feed.closed(); lines = feed.next(Optional.empty())) {
        var bytes = new ByteArrayOutputStream();
        if (chunked) {
          chunks(bytes, lines, lines.length, false);
        } else {
          bytes.writeBytes(lines);
        }
        target.write(bytes.toByteArray());
      }
    }
    if (chunked && feed.ended()) {
      target.write(ascii("0\r\n\r\n"));
    }
    return chunked && feed.ended() && request.keepAlive();
  }

  private static void chunks(ByteArrayOutputStream bytes, byte[] body, int arriving, boolean end) {
    for (int start = 0; start < arriving; start += CHUNK) {
      int size = Math.min(CHUNK, arriving - start);
      bytes.writeBytes(ascii(Integer.toHexString(size) + "\r\n"));
      bytes.write(body, start, size);
      bytes.writeBytes(ascii("\r\n"));
    }
    if (end) {
      bytes.writeBytes(ascii("0\r\n\r\n"));
    }
  }

  private static StringBuilder head(int status, String reason, Map<String, String> headers) {
    var head = new StringBuilder("HTTP/1.1 " + status + " " + reason + "\r\n");
    headers.forEach((name, value) -> header(head, name, value));
    return head;
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String reason(int status) {
    return REASONS.getOrDefault(status, "Status " + status);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
