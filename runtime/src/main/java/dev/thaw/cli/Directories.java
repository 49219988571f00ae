package dev.thaw.cli;

import dev.thaw.script.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Where Thaw keeps its files: the places of the XDG base directory specification, 0.8. */
final class Directories {
  private static final String JOURNALS = "journals";

  private Directories() {}

  /** Returns what can be lost: compiled graphs. */
  static Path cache(CliContext context) {
    return place(context, "XDG_CACHE_HOME", ".cache");
  }

  /** Returns where what must not be lost is, or will be; makes nothing. */
  static Path statePlace(CliContext context) {
    return place(context, "XDG_STATE_HOME", ".local/state");
  }

  /**
   * Returns what must not be lost: the audit log, the locks of runs, and runs themselves.
   *
   * @throws IOException if it cannot be made, or is not the effective user's alone
   */
  static Path state(CliContext context) throws IOException {
    return PrivateDirectory.of(statePlace(context));
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
   * Returns where journals are that earlier runs have left, if there is such a place; makes none.
   * What is said there is acted upon, so that nobody else may be able to say anything.
   *
   * @throws IOException if it is not the effective user's alone
   */
  static Optional<Path> journalsLeft(CliContext context) throws IOException {
    Path place = statePlace(context).resolve(JOURNALS);
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(PrivateDirectory.of(place))
        : Optional.empty();
  }

  /**
   * Returns where runs are kept.
   *
   * @throws IOException if it cannot be made, or is not the effective user's alone
   */
  static Path runs(CliContext context) throws IOException {
    return PrivateDirectory.of(state(context).resolve("runs"));
  }

  /** Returns where it is kept what checkpoints are of; makes no such place. */
  static Path checkpoints(CliContext context) {
    return place(context, "XDG_STATE_HOME", ".local/state").resolve("checkpoints");
  }

  /** A relative path in the variable is to be ignored, says the specification. */
  private static Path place(CliContext context, String variable, String fallback) {
    Optional<Path> told = context.variable(variable).map(Path::of).filter(Path::isAbsolute);
    return told.orElseGet(() -> context.home().resolve(fallback)).resolve("thaw");
  }
}
