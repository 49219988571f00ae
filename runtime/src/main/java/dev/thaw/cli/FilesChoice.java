package dev.thaw.cli;

import dev.thaw.host.Host;
import dev.thaw.host.HostDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Which files of this machine copies go to and come from. */
final class FilesChoice {
  private static final String FILES = "--files";

  private FilesChoice() {}

  static void describe(CommandSpec spec) {
    Options.text(
        spec,
        "DIR",
        "the directory that copies go to and come from, and never out of; else the working directory",
        FILES);
  }

  /** Returns the files that the options name. */
  static Host of(ParseResult arguments) {
    String told =
        arguments.hasMatchedOption(FILES) ? arguments.matchedOptionValue(FILES, ".") : ".";
    return new HostDirectory(Path.of(told.isEmpty() ? "." : told));
  }
}
