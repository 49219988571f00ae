package dev.thaw.engine.sim;

import dev.thaw.operation.Dialect;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API versions that an engine takes in a path: {@code /v1.45/containers/json}. */
record ApiVersions(EngineSpec engine) {
  private static final Pattern VERSIONED = Pattern.compile("/v([0-9]{1,4}\\.[0-9]{1,4})(/.*)");

  /** Returns the path without its version, whatever that is. */
  static String strip(String path) {
    Matcher versioned = VERSIONED.matcher(path);
    return versioned.matches() ? versioned.group(2) : path;
  }

  /**
   * Lets a path pass whose version the engine takes, or that has none.
   *
   * @throws Refusal otherwise: 400, as moby's {@code api/server/middleware/version.go} has it
   */
  void check(String path) {
    Matcher versioned = VERSIONED.matcher(path);
    if (!versioned.matches()) {
      return;
    }
    Dialect version = Dialect.parse(versioned.group(1));
    if (!version.atLeast(engine.minApi())) {
      throw new Refusal(
          400,
          "client version " + version + " is too old. Minimum supported API version is "
              + engine.minApi()
              + ", please upgrade your client to a newer version");
    }
    if (!engine.api().atLeast(version)) {
      throw new Refusal(
          400,
          "client version " + version + " is too new. Maximum supported API version is "
              + engine.api());
    }
  }
}
