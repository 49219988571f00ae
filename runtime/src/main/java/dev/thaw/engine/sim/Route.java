package dev.thaw.engine.sim;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of the daemon's table: requests of this method and path are answered so. */
record Route(String method, Pattern path, Function<SimRequest, Answer> handler) {

  /**
   * Returns a route.
   *
   * @param path where {@code {id}} stands for any one part, the request's reference
   */
  static Route of(String method, String path, Function<SimRequest, Answer> handler) {
    return new Route(method, Pattern.compile(path.replace("{id}", "([^/]+)")), handler);
  }

  /** Returns the reference, empty text where the path has none; empty if the request is another. */
  Optional<String> matches(String method, String path) {
    Matcher matcher = this.path.matcher(path);
    if (!this.method.equals(method) || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(matcher.groupCount() == 0 ? "" : matcher.group(1));
  }
}
