package dev.thaw.cli;

import dev.thaw.compile.LiteralText;
import dev.thaw.compile.OptionValue;
import dev.thaw.event.ExitCode;
import dev.thaw.history.KeptRun;
import dev.thaw.history.Pruning;
import dev.thaw.operation.OptionType;
import dev.thaw.value.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw runs}: what was run. */
final class RunsCommand implements Command {
  private static final String LAST = "--last";
  private static final String FAILED = "--failed";
  private static final String PRUNE = "--prune";
  private static final String KEEP = "--keep";
  private static final String OLDER = "--older-than";
  private static final int USUAL = 20;

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Lists the runs that are kept, the newest first.",
        "thaw runs",
        "thaw runs --failed --last 5",
        "thaw runs --last 1000 --json",
        "thaw runs --prune --keep 100 --older-than 30d");
    Options.text(spec, "N", "how many to list; " + USUAL + " if not given", LAST);
    Options.flag(spec, "lists only those that did not end with 0, or died", FAILED);
    Options.json(spec, "prints each run as a line of JSON");
    Options.flag(
        spec,
        "takes runs away instead, but never one that goes on; runs themselves do so now and then",
        PRUNE);
    Options.text(
        spec,
        "N",
        "with " + PRUNE + ": how many to keep, the newest; " + Pruning.USUAL.most()
            + " if not given",
        KEEP);
    Options.text(
        spec,
        "DURATION",
        "with " + PRUNE + ": those that began longer ago go too, as 30d; "
            + Pruning.USUAL.longest().toDays() + "d if not given",
        OLDER);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    if (arguments.hasMatchedOption(PRUNE)) {
      return prune(arguments, context);
    }
    for (String option : List.of(KEEP, OLDER)) {
      if (arguments.hasMatchedOption(option)) {
        throw new CliFailure(
            ExitCode.INVALID, option + " says what " + PRUNE + " keeps. Add " + PRUNE + ".");
      }
    }
    boolean failed = arguments.hasMatchedOption(FAILED);
    List<KeptRun> runs =
        KeptRuns.open(context).newest(count(arguments, LAST, USUAL), run -> !failed || failed(run));
    if (arguments.hasMatchedOption(Options.JSON)) {
      return print(runs, context);
    }
    if (runs.isEmpty()) {
      context.out().println(failed ? "no run that failed is kept" : "no run is kept yet");
      return ExitCode.DONE;
    }
    KeptRuns.text(context).table(runs).forEach(context.out()::println);
    return ExitCode.DONE;
  }

  private static boolean failed(KeptRun run) {
    return run.state() == KeptRun.State.DIED
        || run.result().filter(result -> !result.good()).isPresent();
  }

  private static ExitCode print(List<KeptRun> runs, CliContext context) throws CliFailure {
    try {
      for (KeptRun run : runs) {
        run.writeLine(context.out());
      }
      return ExitCode.DONE;
    } catch (IOException unreadable) {
      throw KeptRuns.unreadable(unreadable);
    }
  }

  private static ExitCode prune(ParseResult arguments, CliContext context) throws CliFailure {
    var pruning =
        new Pruning(count(arguments, KEEP, Pruning.USUAL.most()), duration(arguments, OLDER));
    KeptRuns runs = KeptRuns.open(context);
    try {
      int gone = pruning.prune(runs.store(), InstantSource.system());
      context.out().println(gone == 1 ? "1 run taken away" : gone + " runs taken away");
      return ExitCode.DONE;
    } catch (IOException unwritable) {
      throw new CliFailure(
          ExitCode.FAILED, "not all could be taken away: " + unwritable.getMessage() + ".");
    }
  }

  private static int count(ParseResult arguments, String option, int fallback) throws CliFailure {
    String given = arguments.matchedOptionValue(option, Integer.toString(fallback));
    if (!given.matches("\\d{1,9}")) {
      throw new CliFailure(
          ExitCode.INVALID,
          option + " " + given + " is no number. Write one, as " + option + " 5.");
    }
    return Integer.parseInt(given);
  }

  private static Duration duration(ParseResult arguments, String option) throws CliFailure {
    if (!arguments.hasMatchedOption(option)) {
      return Pruning.USUAL.longest();
    }
    String given = arguments.matchedOptionValue(option, "");
    OptionValue value = LiteralText.parse(given, OptionType.DURATION);
    if (value.value().isPresent() && value.value().get() instanceof Value.Time time) {
      return time.time();
    }
    throw new CliFailure(
        ExitCode.INVALID, option + " " + given + ": " + value.problem() + " " + value.cure());
  }
}
