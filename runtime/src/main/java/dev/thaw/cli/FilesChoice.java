package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.host.EngineDirectory;
import dev.thaw.host.EngineFiles;
import dev.thaw.host.Host;
import dev.thaw.host.HostDirectory;
import dev.thaw.host.HostMachine;
import dev.thaw.host.ManifestFolder;
import dev.thaw.host.Manifests;
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

  /**
   * Returns the files that the options name, with those of the engine where it is on this machine,
   * and with what is kept of its checkpoints unless it is a simulated one.
   */
  static Host of(ParseResult arguments, Engine engine, CliContext context) {
    String told =
        arguments.hasMatchedOption(FILES) ? arguments.matchedOptionValue(FILES, ".") : ".";
    boolean simulated = new EngineChoice(arguments, context).simulated();
    return new HostMachine(
        new HostDirectory(Path.of(told.isEmpty() ? "." : told)),
        simulated ? EngineFiles.NONE : new EngineDirectory(engine.address()),
        simulated ? Manifests.NONE : new ManifestFolder(Directories.checkpoints(context)));
  }
}
