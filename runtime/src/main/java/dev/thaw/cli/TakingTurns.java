package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.event.ExitCode;
import dev.thaw.execute.RunClock;
import dev.thaw.graph.OperationGraph;
import dev.thaw.lock.Claim;
import dev.thaw.lock.Holder;
import dev.thaw.lock.LockName;
import dev.thaw.lock.RunLock;
import dev.thaw.lock.RunLocks;
import dev.thaw.script.Script;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.ParseResult;

/**
 * Lets runs of one runbook go on one after the other. It asks before the engine is asked anything,
 * so that a run that must not go on has not even looked.
 */
final class TakingTurns {
  private final ParseResult arguments;
  private final CliContext context;

  TakingTurns(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  /**
   * Takes the turn of a run. What only reads disturbs nobody, and a simulated engine is this
   * process's own.
   *
   * @throws CliFailure if another run goes on and this one is not to be left out, or the lock
   *     cannot be taken
   */
  Turn take(Script script, OperationGraph graph, Engine engine, Identity identity)
      throws CliFailure {
    IfBusy ifBusy = IfBusy.of(arguments);
    Optional<Duration> patience =
        ifBusy == IfBusy.WAIT ? IfBusy.patience(arguments) : Optional.of(Duration.ZERO);
    if (graph.observes() || new EngineChoice(arguments, context).simulated()) {
      return Turn.free(context);
    }
    try {
      Optional<LockName> name = LockName.of(script, graph.runbook(), engine.address());
      return name.isEmpty()
          ? Turn.free(context)
          : take(name.get(), introduction(script, identity), ifBusy, patience);
    } catch (IOException unusable) {
      throw new CliFailure(
          ExitCode.UNAUDITED,
          List.of(
              "the lock cannot be taken: " + unusable.getMessage()
                  + ". Without it nothing is done.",
              "Locks are kept beside the audit log: set XDG_STATE_HOME to a folder of your own."));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new CliFailure(ExitCode.INTERRUPTED, "waiting was broken off. Nothing was done.");
    }
  }

  private Turn take(
      LockName name, RunLocks.Introduction me, IfBusy ifBusy, Optional<Duration> patience)
      throws CliFailure, IOException, InterruptedException {
    Claim claim = new RunLocks(Directories.locks(context))
        .await(name, me, patience, RunClock.system(), busy -> announce(name, busy, ifBusy));
    if (claim instanceof RunLock lock) {
      return Turn.holding(lock, context);
    }
    if (ifBusy == IfBusy.SKIP) {
      return Turn.none(context);
    }
    throw new CliFailure(
        ExitCode.BUSY,
        List.of(
            told(name, (Claim.Busy) claim) + " Nothing was done.",
            ifBusy == IfBusy.WAIT
                ? "That was all the time that " + IfBusy.TIMEOUT + " gave it."
                : "To wait for its end: --if-busy wait. To leave this run out: --if-busy skip."));
  }

  private RunLocks.Introduction introduction(Script script, Identity identity) {
    // Under way while the file is opened: the first random number takes longer than all the rest.
    CompletableFuture<String> run = identity.run();
    String command = "thaw " + arguments.commandSpec().name() + " " + script.name();
    return () -> Holder.here(run.join(), command, Instant.now());
  }

  /** Who waits must know for whom; from cron, -q is silent unless something goes wrong. */
  private void announce(LockName name, Claim.Busy busy, IfBusy ifBusy) {
    boolean waits = ifBusy == IfBusy.WAIT && !arguments.hasMatchedOption(Options.QUIET);
    boolean leavesOut = ifBusy == IfBusy.SKIP && context.errTerminal();
    if (waits || leavesOut) {
      context
          .err()
          .println("thaw: " + Printable.text(told(name, busy))
              + (waits ? " Waiting for its end …" : " Left out."));
    }
  }

  private static String told(LockName name, Claim.Busy busy) {
    return name.held() + " by " + busy.holder().map(TakingTurns::told).orElse("another run") + ".";
  }

  private static String told(Holder holder) {
    return holder.user() + " since " + holder.since() + ", process " + holder.pid() + " on "
        + holder.host() + ": " + holder.command() + ", run " + holder.run();
  }
}
