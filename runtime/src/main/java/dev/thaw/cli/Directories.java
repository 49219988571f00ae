package dev.thaw.cli;

import dev.thaw.script.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where Thaw keeps its files: the places of the XDG base directory specification, 0.8. */
final class Directories {
  static final String JOURNALS = "journals";

  private Directories() {}

  /** Returns what can be lost: compiled graphs. */
  static Path cache(CliContext context) {
    return place(context, "XDG_CACHE_HOME", ".cache");
  }

  /**
   * Returns what must not be lost: the audit log, the locks of runs, and runs themselves.
   *
   * @throws IOException if it cannot be made, or is not the effective user's alone
   */
  static Path state(CliContext context) throws IOException {
    return PrivateDirectory.of(place(context, "XDG_STATE_HOME", ".local/state"));
  }

  /**
   * Returns where the locks of runs are.
   *
   * @throws IOException if it cannot be made, or is not the effective user's alone
   */
  static Path locks(CliContext context) throws IOException {
    return PrivateDirectory.of(state(context).resolve("locks"));
  }

  /**
   * Returns where the journals of runs are that hold containers.
   *
   * @throws IOException if it cannot be made, or is not the effective user's alone
   */
  static Path journals(CliContext context) throws IOException {
    return PrivateDirectory.of(state(context).resolve(JOURNALS));
  }

  /**
   * Returns where journals would be, if there are any; makes nothing.
   *
   * @throws IOException if somebody else could have put them there
   */
  static Optional<Path> journalsIfAny(CliContext context) throws IOException {
    Path path = place(context, "XDG_STATE_HOME", ".local/state").resolve(JOURNALS);
    return Files.isDirectory(path) ? Optional.of(PrivateDirectory.of(path)) : Optional.empty();
  }

  /**
   * Returns where runs are kept.
   *
   * @throws IOException if it cannot be made, or is not the effective user's alone
   */
  static Path runs(CliContext context) throws IOException {
    return PrivateDirectory.of(state(context).resolve("runs"));
  }

  /** A relative path in the variable is to be ignored, says the specification. */
  private static Path place(CliContext context, String variable, String fallback) {
    Optional<Path> told = context.variable(variable).map(Path::of).filter(Path::isAbsolute);
    return told.orElseGet(() -> context.home().resolve(fallback)).resolve("thaw");
  }
}
