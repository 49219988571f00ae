package dev.thaw.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an engine answered. The body is a stream that can be read once; closing the reply gives its
 * connection back, or ends it where the body was not read to its end.
 */
public final class Reply implements AutoCloseable {
  /**
   * More than the largest reply that makes sense; a larger one is refused rather than kept in
   * memory.
   */
  static final int LARGEST_BODY = 64 << 20;

  private static final int LONGEST_MESSAGE = 400;

  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;

  /**
   * @param headers by name in any case; where one stands twice, one of them
   * @param body read and closed by the reply's user; ends with an exception, never early, if the
   *     connection broke
   */
  public Reply(int status, Map<String, String> headers, InputStream body) {
    this.status = status;
    this.headers = new TreeMap<>();
    headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
    this.body = body;
  }

  /** Returns a reply whose body is all there. */
  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, Map.of("Content-Type", contentType), new ByteArrayInputStream(body));
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns whether the status is one of success: 200 to 299. */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** Returns a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns the body's stream. */
  public InputStream body() {
    return body;
  }

  /**
   * Returns this reply to a question if the engine answers it.
   *
   * @throws EngineException {@code REFUSED} with the engine's words if its status is none of
   *     success; the reply is closed then
   */
  public Reply answering(EngineCall call) throws EngineException {
    if (ok()) {
      return this;
    }
    try (this) {
      throw new EngineException(
          EngineException.Fault.REFUSED,
          "the engine answers " + status + " to " + call + ": " + message());
    }
  }

  /**
   * Reads the body as one JSON value.
   *
   * @throws EngineException if the connection breaks ({@code LOST}, {@code TIMEOUT}) or the body is
   *     not JSON ({@code INVALID})
   */
  public JsonNode json() throws EngineException {
    byte[] bytes = bytes();
    try {
      return JsonTree.read(bytes);
    } catch (IOException notJson) {
      throw new EngineException(
          EngineException.Fault.INVALID,
          "the engine's reply is not JSON: " + excerpt(bytes),
          notJson);
    }
  }

  /**
   * Reads the engine's own words for a failure: the {@code message} of a JSON body, else whatever
   * text came; of either the first 400 characters, empty if there was none.
   *
   * @throws EngineException if the connection breaks
   */
  public String message() throws EngineException {
    byte[] bytes = bytes();
    try {
      JsonNode message = JsonTree.read(bytes).path("message");
      return message.isTextual() ? excerpt(message.textValue()) : excerpt(bytes);
    } catch (IOException notJson) {
      return excerpt(bytes);
    }
  }

  /**
   * Reads the whole body.
   *
   * @throws EngineException if the connection breaks, or there is more than 64 MiB
   */
  public byte[] bytes() throws EngineException {
    try {
      byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
      if (bytes.length > LARGEST_BODY) {
        throw new EngineException(
            EngineException.Fault.INVALID, "the engine's reply is larger than 64 MiB");
      }
      return bytes;
    } catch (EngineException told) {
      throw told;
    } catch (IOException broken) {
      throw new EngineException(
          EngineException.Fault.LOST, "the connection broke within the reply", broken);
    }
  }

  @Override
  public void close() throws EngineException {
    try {
      body.close();
    } catch (IOException broken) {
      throw new EngineException(EngineException.Fault.LOST, "the connection broke", broken);
    }
  }

  private static String excerpt(byte[] bytes) {
    return excerpt(new String(bytes, StandardCharsets.UTF_8));
  }

  private static String excerpt(String text) {
    String words = text.strip();
    return words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) + "…" : words;
  }
}
