package dev.thaw.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a process is given by its surroundings; tests bring their own.
 *
 * @param environment the variables
 * @param home the effective user's home directory, from the user database: HOME may be a caller's
 * @param inTerminal whether a person types into {@code in}
 * @param outTerminal whether a person looks at {@code out}
 * @param errTerminal whether a person looks at {@code err}
 */
record CliContext(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path home,
    boolean inTerminal,
    boolean outTerminal,
    boolean errTerminal) {

  CliContext {
    environment = Map.copyOf(environment);
  }

  /**
   * Returns this where standard output belongs to somebody else, so that reports go to the other.
   */
  CliContext reportingToErr() {
    return new CliContext(in, err, err, environment, home, inTerminal, errTerminal, errTerminal);
  }

  /** Returns a variable that is set and not empty. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
