package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.HostGauge;
import dev.thaw.engine.Workers;
import dev.thaw.event.EventBus;
import dev.thaw.event.ExitCode;
import dev.thaw.event.RunIdentity;
import dev.thaw.event.Sink;
import dev.thaw.event.SinkFailure;
import dev.thaw.execute.Done;
import dev.thaw.execute.Executor;
import dev.thaw.execute.HostCommands;
import dev.thaw.execute.Interruption;
import dev.thaw.execute.Keeper;
import dev.thaw.execute.Mandate;
import dev.thaw.execute.RunClock;
import dev.thaw.execute.Secrets;
import dev.thaw.graph.OperationGraph;
import dev.thaw.history.RunHistory;
import dev.thaw.plan.Reach;
import dev.thaw.script.Script;
import dev.thaw.sink.AuditLog;
import dev.thaw.sink.ConsoleSink;
import dev.thaw.sink.JsonSink;
import dev.thaw.sink.Progress;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.ParseResult;

/** Runs a graph as a command does: on the chosen engine, with an audit log and a report. */
final class Execution {
  private static final String AUDIT_LOG = "the audit log";

  private final ParseResult arguments;
  private final CliContext context;
  private final Optional<Keeping.TakenUp> takenUp;
  private Optional<RunHistory> history = Optional.empty();
  private HostCommands host = HostCommands.NONE;

  Execution(ParseResult arguments, CliContext context) {
    this(arguments, context, Optional.empty());
  }

  /** Takes up what an earlier run has left of the graph. */
  Execution(ParseResult arguments, CliContext context, Optional<Keeping.TakenUp> takenUp) {
    this.arguments = arguments;
    this.context = context;
    this.takenUp = takenUp;
  }

  /** Has commands of this machine started by that. */
  Execution hosting(HostCommands commands) {
    host = commands;
    return this;
  }

  /**
   * Runs it to its end.
   *
   * @throws CliFailure if nothing could be done, or what was done could not be recorded
   */
  ExitCode run(Script script, OperationGraph graph, Secrets secrets) throws CliFailure {
    return run(script, graph, secrets, Approval.NONE);
  }

  /**
   * Runs it to its end, as it was approved.
   *
   * @throws CliFailure if nothing could be done, or what was done could not be recorded
   */
  ExitCode run(Script script, OperationGraph graph, Secrets secrets, Approval approval)
      throws CliFailure {
    var choice = new EngineChoice(arguments, context);
    Reach reach = new ReachChoice(arguments, context).reach();
    var identity = new Identity(script, context);
    Optional<Path> place = auditPlace(graph, choice);
    try (Engine engine = choice.open();
        Turn turn = new TakingTurns(arguments, context).take(script, graph, engine, identity);
        var workers = new Workers(Workers.DEFAULT_CONCURRENCY)) {
      if (turn.leftOut()) {
        return ExitCode.DONE;
      }
      Mandate mandate = Mandate.PLAIN
          .with(secrets)
          .with(reach)
          .with(approval.pins(engine, workers))
          .with(host)
          .with(FilesChoice.of(arguments, engine, context))
          .named(() -> identity.run().join())
          .with(takenUp.map(Keeping.TakenUp::done).orElse(Done.NONE));
      if (place.isEmpty()) {
        return run(engine, workers, graph, mandate, List.of());
      }
      CompletableFuture<RunIdentity> found = identity.begin();
      history = Optional.of(new Keeping(script, graph, engine, found, takenUp, context).history());
      try (AuditLog audit = AuditLog.open(place.get(), found::join)) {
        if (choice.simulated()) {
          return run(engine, workers, graph, mandate, List.of(audit));
        }
        new LeftBehind(context).recoverFirst(engine, workers, audit, report());
        Keeper keeper =
            new HoldKeeping(arguments, context).of(script, graph, identity, audit, place.get());
        return run(engine, workers, graph, mandate.with(keeper), List.of(audit));
      }
    } catch (IOException unwritable) {
      throw unaudited(unwritable);
    }
  }

  private ExitCode run(
      Engine engine, Workers workers, OperationGraph graph, Mandate mandate, List<Sink> audit)
      throws CliFailure {
    var interruption = new Interruption();
    Signals.endGracefully(interruption, context.err());
    RunClock clock = RunClock.system();
    var events = new EventBus(
        Clock.systemUTC(),
        audit,
        history.<List<Sink>>map(kept -> List.of(report(), kept)).orElseGet(() -> List.of(report())),
        complaint -> context.err().println("thaw: " + Printable.text(complaint)));
    try {
      HostGauge gauge = EngineChoice.gauge(engine);
      return new Executor(
              engine, gauge, workers, events, clock, new SplittableRandom(), interruption)
          .run(graph, mandate);
    } catch (Executor.NothingDone nothing) {
      history.ifPresent(kept -> kept.failed(nothing.exitCode(), nothing.getMessage()));
      throw nothing.exitCode() == ExitCode.UNREACHABLE
          ? EngineChoice.unreachable(nothing.getMessage())
          : new CliFailure(nothing.exitCode(), nothing.getMessage() + " Nothing was done.");
    } catch (SinkFailure unrecorded) {
      throw unaudited(unrecorded.what(), unrecorded);
    } finally {
      interruption.ended();
    }
  }

  /** Returns what reports a run as the options say. */
  Sink report() {
    if (arguments.hasMatchedOption(Options.JSON)) {
      return new JsonSink(context.out());
    }
    boolean quiet = arguments.hasMatchedOption(Options.QUIET);
    Progress progress =
        context.errTerminal() && !quiet ? Progress.on(context.err()) : Progress.hidden();
    return new ConsoleSink(context.out(), PlanCommand.style(context), progress, quiet);
  }

  /**
   * What only reads needs no log, and a simulated engine's containers are recorded only if asked.
   */
  private Optional<Path> auditPlace(OperationGraph graph, EngineChoice choice) throws CliFailure {
    String told = arguments.matchedOptionValue(Options.AUDIT, (String) null);
    if (graph.observes()) {
      return Optional.empty();
    }
    if (told != null) {
      return Optional.of(Path.of(told));
    }
    return choice.simulated() ? Optional.empty() : Optional.of(auditPlace());
  }

  /** Returns where records go: where the options say, else among this user's files. */
  Path auditPlace() throws CliFailure {
    String told = arguments.matchedOptionValue(Options.AUDIT, (String) null);
    try {
      return told == null ? Directories.state(context).resolve("audit.jsonl") : Path.of(told);
    } catch (IOException unwritable) {
      throw unaudited(unwritable);
    }
  }

  private static CliFailure unaudited(Exception cause) {
    return unaudited(AUDIT_LOG, cause);
  }

  private static CliFailure unaudited(String what, Exception cause) {
    return new CliFailure(
        ExitCode.UNAUDITED,
        List.of(
            what + " cannot be written: " + cause.getMessage()
                + ". What cannot be recorded is not sent.",
            "What was under way then is reported above, if anything. "
                + (what.equals(AUDIT_LOG)
                    ? "Name another file with --audit."
                    : "XDG_STATE_HOME says in which folder it is.")));
  }
}
