package dev.thaw.operation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One request to the engine, as data: it can be printed, compared, recorded and sent.
 *
 * @param method the HTTP method, in capitals
 * @param path the path without API version: {@code /containers/<id>/pause}
 * @param query the query parameters, not yet encoded, in order of their names
 * @param body a JSON text, empty for none
 * @param payload what it carries instead of a text
 */
public record EngineCall(
    String method, String path, SortedMap<String, String> query, String body, Payload payload) {

  private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-f]{12,64}");

  public EngineCall {
    query = Collections.unmodifiableSortedMap(new TreeMap<>(query));
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path starts with a slash: " + path);
    }
  }

  /** Makes one that carries a text at most. */
  public EngineCall(String method, String path, SortedMap<String, String> query, String body) {
    this(method, path, query, body, Payload.NONE);
  }

  public static EngineCall get(String path, Map<String, String> query) {
    return new EngineCall("GET", path, new TreeMap<>(query), "");
  }

  public static EngineCall get(String path) {
    return get(path, Map.of());
  }

  public static EngineCall post(String path, Map<String, String> query, String body) {
    return new EngineCall("POST", path, new TreeMap<>(query), body);
  }

  public static EngineCall post(String path) {
    return post(path, Map.of(), "");
  }

  /** Returns a look at what a path leads to. */
  public static EngineCall head(String path, Map<String, String> query) {
    return new EngineCall("HEAD", path, new TreeMap<>(query), "");
  }

  /** Returns this call with a payload. */
  public EngineCall carrying(Payload content) {
    return new EngineCall(method, path, query, body, content);
  }

  /**
   * Returns whether the text is an identifier as engines give them, 64 hexadecimal digits or its
   * first 12 at least. Only such a one may stand in a path: what a broken engine or proxy sends
   * must not become part of another request.
   */
  public static boolean isIdentifier(String text) {
    return IDENTIFIER.matcher(text).matches();
  }

  /** Returns whether the engine may change anything because of it. */
  public boolean mutates() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /** Returns the path with its query, encoded as it goes over the wire. */
  public String target() {
    var target = new StringBuilder(path);
    char separator = '?';
    for (var parameter : query.entrySet()) {
      target.append(separator).append(encode(parameter.getKey())).append('=');
      target.append(encode(parameter.getValue()));
      separator = '&';
    }
    return target.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Prints the request line, and the body after it. */
  @Override
  public String toString() {
    return method + " " + target() + (body.isEmpty() ? "" : " " + body);
  }
}
