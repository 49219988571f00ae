package dev.thaw.cli;

import dev.thaw.engine.EngineInfo;
import dev.thaw.event.ExitCode;
import dev.thaw.execute.Keeper;
import dev.thaw.graph.OperationGraph;
import dev.thaw.guard.GuardianProcess;
import dev.thaw.guard.JournalKeeper;
import dev.thaw.journal.Beginning;
import dev.thaw.script.Script;
import dev.thaw.sink.AuditLog;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Sees to it that what a run holds is kept where its guardian, or a recovery, finds it. */
final class HoldKeeping {
  private final ParseResult arguments;
  private final CliContext context;

  HoldKeeping(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  /**
   * Returns what keeps the holds of a run; a graph that holds nothing needs nobody.
   *
   * @param log the audit log, and where it is
   */
  Keeper of(Script script, OperationGraph graph, Identity identity, AuditLog log, Path place)
      throws CliFailure {
    if (!graph.holds()) {
      return Keeper.NONE;
    }
    var command = new ArrayList<>(List.of("guardian"));
    for (String option : List.of(Options.HOST, Options.CONTEXT)) {
      String value = arguments.matchedOptionValue(option, (String) null);
      if (value != null) {
        command.addAll(List.of(option, value));
      }
    }
    command.addAll(List.of(Options.AUDIT, place.toAbsolutePath().toString()));
    try {
      return new JournalKeeper(
          JournalKeeper.in(Directories.journals(context)),
          engine -> beginning(engine, script, identity),
          new GuardianProcess(command),
          log::line,
          complaint -> context.err().println("thaw: " + Printable.text(complaint)),
          arguments.hasMatchedOption(Options.DETACH));
    } catch (IOException unusable) {
      throw new CliFailure(
          ExitCode.UNAUDITED,
          "the journal cannot be written: " + unusable.getMessage()
              + ". Without it nothing is held. Set XDG_STATE_HOME to a folder of your own.");
    }
  }

  private static Beginning beginning(EngineInfo engine, Script script, Identity identity) {
    return new Beginning(
        identity.run().join(),
        script.name(),
        engine.id(),
        engine.address(),
        ProcessHandle.current().pid(),
        Identity.host(),
        System.getProperty("user.name"),
        Instant.now());
  }
}
