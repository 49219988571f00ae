package dev.thaw.engine.sim;

import dev.thaw.operation.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads requests from a connection (RFC 9112): as much as clients of the engine send, within
 * bounds. Not thread safe.
 */
final class HttpReader {
  private static final int LONGEST_LINE = 32 << 10;
  private static final int MOST_HEADERS = 100;
  private static final int LARGEST_BODY = 8 << 20;
  private static final Pattern REQUEST_LINE =
      Pattern.compile("([A-Z]{1,20}) (\\S+) HTTP/1\\.([01])");
  private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");

  /** What to do when a client waits for leave to send its body. */
  interface Continue {
    void grant() throws IOException;
  }

  private final InputStream source;
  private final Continue leave;

  HttpReader(InputStream source, Continue leave) {
    this.source = source;
    this.leave = leave;
  }

  /**
   * Waits for the next request and reads it whole.
   *
   * @return nothing if the client closed the connection instead
   * @throws HttpProblem if what comes is not a request
   * @throws IOException if the connection breaks
   */
  Optional<HttpRequest> next() throws IOException {
    Optional<String> line = line();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Matcher request = REQUEST_LINE.matcher(line.get());
    if (!request.matches()) {
      throw new HttpProblem(400, "not an HTTP request");
    }
    Map<String, String> headers = headers();
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      leave.grant();
    }
    return Optional.of(new HttpRequest(
        request.group(1),
        request.group(2),
        Integer.parseInt(request.group(3)),
        headers,
        Payload.of(body(headers))));
  }

  private Map<String, String> headers() throws IOException {
    var headers = new HashMap<String, String>();
    for (String line = required(); !line.isEmpty(); line = required()) {
      Matcher header = HEADER.matcher(line);
      if (!header.matches()) {
        throw new HttpProblem(400, "not a header");
      }
      if (headers.size() == MOST_HEADERS) {
        throw new HttpProblem(431, "more than " + MOST_HEADERS + " headers");
      }
      headers.merge(
          header.group(1).toLowerCase(Locale.ROOT), header.group(2).strip(), (a, b) -> a + "," + b);
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    String coding = headers.get("transfer-encoding");
    String length = headers.get("content-length");
    if (coding != null) {
      // Both together are how requests are smuggled past proxies: RFC 9112, section 6.1.
      if (length != null || !coding.equalsIgnoreCase("chunked")) {
        throw new HttpProblem(400, "not one way to tell the body's length");
      }
      return chunked();
    }
    return length == null ? new byte[0] : exactly(number(length, 10));
  }

  private byte[] chunked() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int size = number(required().split(";", 2)[0].strip(), 16);
      if (size == 0) {
        break;
      }
      if (body.size() + size > LARGEST_BODY) {
        throw tooLarge();
      }
      body.writeBytes(exactly(size));
      if (!required().isEmpty()) {
        throw new HttpProblem(400, "a chunk longer than it says");
      }
    }
    headers();
    return body.toByteArray();
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = source.readNBytes(size);
    if (bytes.length < size) {
      throw new HttpProblem(400, "the body ends early");
    }
    return bytes;
  }

  private static int number(String text, int radix) throws HttpProblem {
    if (!text.matches("[0-9A-Fa-f]{1,15}")) {
      throw new HttpProblem(400, "not a length");
    }
    try {
      long number = Long.parseLong(text, radix);
      if (number > LARGEST_BODY) {
        throw tooLarge();
      }
      return (int) number;
    } catch (NumberFormatException notOfThatRadix) {
      throw new HttpProblem(400, "not a length");
    }
  }

  private static HttpProblem tooLarge() {
    return new HttpProblem(413, "the body is larger than 8 MiB");
  }

  private String required() throws IOException {
    return line().orElseThrow(() -> new HttpProblem(400, "the request ends early"));
  }

  /** Returns a line without its end, nothing if the connection ended before it. */
  private Optional<String> line() throws IOException {
    var line = new ByteArrayOutputStream();
    int symbol = source.read();
    if (symbol < 0) {
      return Optional.empty();
    }
    for (; symbol != '\n'; symbol = source.read()) {
      if (symbol < 0) {
        throw new HttpProblem(400, "the request ends early");
      }
      if (line.size() == LONGEST_LINE) {
        throw new HttpProblem(431, "a line longer than 32 KiB");
      }
      line.write(symbol);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
