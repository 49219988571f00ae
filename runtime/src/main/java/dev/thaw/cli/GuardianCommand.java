package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.Workers;
import dev.thaw.event.ExitCode;
import dev.thaw.execute.RunClock;
import dev.thaw.guard.GuardianLog;
import dev.thaw.guard.Vigil;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Journal;
import dev.thaw.journal.JournalContent;
import dev.thaw.journal.JournalFile;
import dev.thaw.journal.Progress;
import dev.thaw.script.Script;
import dev.thaw.sink.AuditLog;
import dev.thaw.sink.ConsoleSink;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw guardian}: watches over a run that holds containers; started by the run itself. */
final class GuardianCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Watches over a run that holds containers, and thaws them if it cannot. Runs start it.",
        "thaw guardian --audit audit.jsonl run.journal");
    spec.usageMessage().hidden(true);
    Options.engine(spec);
    Options.text(spec, "FILE", "the audit log to append to", Options.AUDIT);
    spec.addPositional(PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .type(String.class)
        .paramLabel("JOURNAL")
        .description("the run's journal")
        .build());
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    Path path = Path.of(arguments.matchedPositionalValue(0, ""));
    try {
      Signals.ignore("HUP", "INT", "TERM");
      Optional<JournalFile> found = JournalFile.open(path);
      if (found.isEmpty()) {
        // The run has died meanwhile, and somebody else has seen to it.
        GuardianLog.of(path).removeIfEmpty();
        return ExitCode.DONE;
      }
      if (!found.get().guard()) {
        throw new CliFailure(ExitCode.INVALID, path + " has a guardian already.");
      }
      try (JournalFile file = found.get()) {
        var vigil = new Vigil(file, RunClock.system());
        vigil.watch(context.in());
        context.out().println("ready");
        vigil.keep((open, journal) -> end(open, journal, arguments, context));
      }
      GuardianLog.of(path).removeIfEmpty();
      return ExitCode.DONE;
    } catch (IOException | ReflectiveOperationException unusable) {
      throw new CliFailure(ExitCode.UNAUDITED, "the journal " + path + ": " + unusable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  /** The run may have ended for lack of anything: what fails here is tried again by the vigil. */
  private static Map<Hold, Progress> end(
      List<JournalContent.Entry> open,
      Optional<Journal> journal,
      ParseResult arguments,
      CliContext context) {
    Path audit = Path.of(arguments.matchedOptionValue(Options.AUDIT, ""));
    var identity = new Identity(Script.ofText("thaw guardian", "guardian"), context);
    try (Engine engine = new EngineChoice(arguments, context).open();
        var workers = new Workers(Workers.DEFAULT_CONCURRENCY);
        AuditLog log = AuditLog.insistent(audit, identity.begin()::join)) {
      return new Recovering(engine, workers, log, context)
          .reporting(
              new ConsoleSink(context.err(), Style.PLAIN, dev.thaw.sink.Progress.hidden(), false))
          .recover(open, journal, false);
    } catch (IOException | CliFailure unreachable) {
      context.err().println("thaw: " + Printable.text(unreachable.getMessage()));
      return Map.of();
    } catch (RuntimeException unforeseen) {
      // Whatever it was: a guardian that ends here leaves everything frozen.
      context.err().println("thaw: " + Printable.text(unforeseen.toString()));
      return Map.of();
    }
  }
}
