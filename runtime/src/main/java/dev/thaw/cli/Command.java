package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of Thaw's commands. */
interface Command {

  /** Adds options, parameters, description and examples. */
  void describe(CommandSpec spec);

  /**
   * Does what it is for.
   *
   * @param arguments as they were parsed, without the program's and the command's name
   * @throws CliFailure if it cannot go on
   */
  ExitCode run(ParseResult arguments, CliContext context) throws CliFailure;
}
