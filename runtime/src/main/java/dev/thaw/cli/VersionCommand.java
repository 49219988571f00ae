package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw version}. */
final class VersionCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Options.explain(spec, "Prints the version.", "thaw version");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) {
    context.out().println("thaw " + Version.current());
    return ExitCode.DONE;
  }
}
