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

  /**
   * Does what it is for, and returns the process's exit status: another one than Thaw's own where a
   * command passes on that of a program which it has run.
   *
   * @throws CliFailure if it cannot go on
   */
  default int exitStatus(ParseResult arguments, CliContext context) throws CliFailure {
    return run(arguments, context).number();
  }

  /** Returns whether its exit code tells what became of containers, whoever reads its output. */
  default boolean acts() {
    return false;
  }
}
