package dev.thaw.engine.sim;

import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Payload;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A request as it came over a connection.
 *
 * @param target path and query, still encoded
 * @param minor of the version: 0 for HTTP/1.0, 1 for HTTP/1.1
 * @param headers by name in small letters
 * @param body empty for none
 */
record HttpRequest(
    String method, String target, int minor, Map<String, String> headers, Payload body) {

  /** Returns whether the connection is to be used again. */
  boolean keepAlive() {
    return minor == 0 ? connectionSays("keep-alive") : !connectionSays("close");
  }

  /** Returns whether the client wants the connection for itself, as for a command's streams. */
  boolean upgrades() {
    return connectionSays("upgrade") && headers.containsKey("upgrade");
  }

  /**
   * Returns the request as the daemon knows it.
   *
   * @throws HttpProblem if the target is no path, or wrongly encoded
   */
  EngineCall call() throws HttpProblem {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    if (!path.startsWith("/")) {
      throw new HttpProblem(400, "the request's target is no path");
    }
    try {
      var query = new TreeMap<String, String>();
      if (mark >= 0) {
        for (String parameter : List.of(target.substring(mark + 1).split("&"))) {
          String[] parts = parameter.split("=", 2);
          query.putIfAbsent(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        }
      }
      String plain = decoded(path.replace("+", "%2B"));
      return method.equals("PUT")
          ? new EngineCall(method, plain, query, "", body)
          : new EngineCall(method, plain, query, new String(body.bytes(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException wronglyEncoded) {
      throw new HttpProblem(400, "the request's target is wrongly encoded");
    }
  }

  private boolean connectionSays(String word) {
    return Stream.of(headers.getOrDefault("connection", "").split(","))
        .anyMatch(option -> option.strip().toLowerCase(Locale.ROOT).equals(word));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
