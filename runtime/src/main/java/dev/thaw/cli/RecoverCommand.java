package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.Workers;
import dev.thaw.event.ExitCode;
import dev.thaw.script.Script;
import dev.thaw.sink.AuditLog;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw recover}: thaws what a run that has died has left frozen. */
final class RecoverCommand implements Command {
  private static final String FORGOTTEN = "--forgotten";

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Thaws what runs have left frozen that have died, and says what is not theirs any more."
            + " Safe to repeat: from a timer, or by hand.",
        "thaw recover",
        "thaw recover --dry-run",
        "* * * * * thaw recover -q");
    Options.engine(spec);
    Options.run(spec);
    Options.flag(
        spec,
        "thaws also where the engine has forgotten since who paused a container: after a restart of"
            + " its daemon, or many events",
        FORGOTTEN);
    Options.exitCodes(spec);
  }

  @Override
  public boolean acts() {
    return true;
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    var left = new LeftBehind(context).quietly(arguments.hasMatchedOption(Options.QUIET));
    if (arguments.hasMatchedOption(Options.DRY_RUN)) {
      left.report();
      return ExitCode.DONE;
    }
    var execution = new Execution(arguments, context);
    Path place = execution.auditPlace();
    var identity = new Identity(Script.ofText("thaw recover", "recover"), context);
    try (Engine engine = new EngineChoice(arguments, context).open();
        var workers = new Workers(Workers.DEFAULT_CONCURRENCY);
        AuditLog log = AuditLog.insistent(place, identity.begin()::join)) {
      return left.recover(
          engine, workers, log, execution.report(), !arguments.hasMatchedOption(FORGOTTEN));
    } catch (IOException unusable) {
      throw new CliFailure(
          ExitCode.UNAUDITED, "the journals cannot be used: " + unusable.getMessage());
    }
  }
}
