package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import dev.thaw.history.KeptEvents;
import dev.thaw.history.KeptRun;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw show}: what a run was and what came of it. */
final class ShowCommand implements Command {
  private static final String EVENTS = "--events";

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Shows a run: who ran what with which parameters, when what was done to which container,"
            + " and what did not go well.",
        "thaw show last",
        "thaw show 4f3a",
        "thaw show 20261121T1105 --json",
        "thaw show last --events | grep '\"failed\"'");
    KeptRuns.describe(spec);
    Options.json(spec, "prints what is known of the run as JSON, but for its events");
    Options.flag(spec, "prints its events, a line of JSON each", EVENTS);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    boolean json = arguments.hasMatchedOption(Options.JSON);
    boolean events = arguments.hasMatchedOption(EVENTS);
    if (json && events) {
      throw new CliFailure(
          ExitCode.INVALID,
          Options.JSON + " and " + EVENTS + " exclude each other. Leave one out.");
    }
    KeptRun run = KeptRuns.open(context).named(arguments);
    try {
      if (events) {
        Files.copy(run.events(), context.out());
      } else if (json) {
        run.writeLine(context.out());
      } else {
        KeptRuns.text(context)
            .lines(run, ResumeCommand.graph(run), KeptEvents.read(run))
            .forEach(context.out()::println);
      }
      return ExitCode.DONE;
    } catch (IOException unreadable) {
      throw KeptRuns.unreadable(unreadable);
    }
  }
}
