package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineInfo;
import dev.thaw.event.ExitCode;
import dev.thaw.execute.Done;
import dev.thaw.execute.Secrets;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.history.DoneBefore;
import dev.thaw.history.KeptEvents;
import dev.thaw.history.KeptOperation;
import dev.thaw.history.KeptRun;
import dev.thaw.history.RunStore;
import dev.thaw.lock.Claim;
import dev.thaw.lock.Holder;
import dev.thaw.lock.LockName;
import dev.thaw.lock.RunLock;
import dev.thaw.lock.RunLocks;
import dev.thaw.script.Digest;
import dev.thaw.script.Script;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw resume}: what a run has left undone. */
final class ResumeCommand implements Command {
  private static final int NAMED = 10;

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Carries out what a run has left of its script as it was then: what was done is not"
            + " repeated, and where nobody knows whether it was, you are asked.",
        "thaw resume last",
        "thaw resume 4f3a --dry-run",
        "thaw resume 4f3a --yes --secret pw=env:PW");
    KeptRuns.describe(spec);
    Options.engine(spec);
    Options.never(spec);
    Options.consent(spec);
    Options.run(spec);
    ReachChoice.describe(spec);
    FilesChoice.describe(spec);
    IfBusy.describe(spec);
    Options.exitCodes(spec);
  }

  @Override
  public boolean acts() {
    return true;
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    KeptRuns runs = KeptRuns.open(context);
    KeptRun run = runs.named(arguments);
    if (run.result().filter(result -> result.good()).isPresent()) {
      context.out().println("run " + name(run) + " has done all that it was to: nothing to resume");
      return ExitCode.DONE;
    }
    refuse(run, runs);
    Script script = script(run, context);
    OperationGraph graph = new Prohibitions(arguments, context).in(graph(run), script);
    if (graph.nodes().stream().anyMatch(Node.Host.class::isInstance)) {
      throw invalid("run " + name(run) + " held containers for a command on this machine, which is"
          + " not resumed. Run the command again.");
    }
    try {
      KeptEvents events = KeptEvents.read(run);
      if (!events.plan().isEmpty()) {
        // Without its plan the rest would be bound by nothing, and the plan is of another world
        // now.
        throw invalid("run " + name(run) + " carried out a saved plan, which binds that run alone."
            + " Make a plan of what is left: thaw plan SCRIPT -o FILE.");
      }
      Done done = DoneBefore.of(run, graph, events);
      List<KeptOperation> unknown = DoneBefore.unknown(events);
      if (arguments.hasMatchedOption(Options.DRY_RUN)) {
        return new ResumePlan(run, graph, events, done).show(arguments, context);
      }
      Secrets secrets = new SecretSources(arguments, context).of(graph);
      new Questions(arguments, context).ask("", doubts(unknown));
      new Questions(arguments, context).ask(graph);
      return carryOut(run, script, graph, secrets, done, arguments, context);
    } catch (IOException unreadable) {
      throw KeptRuns.unreadable(unreadable);
    }
  }

  private static ExitCode carryOut(
      KeptRun run,
      Script script,
      OperationGraph graph,
      Secrets secrets,
      Done done,
      ParseResult arguments,
      CliContext context)
      throws CliFailure, IOException {
    RunLock alone = alone(run);
    try {
      checkEngine(run, arguments, context);
      return new Execution(arguments, context, Optional.of(new Keeping.TakenUp(run.id(), done)))
          .run(script, graph, secrets);
    } finally {
      alone.close();
    }
  }

  /** Two that take up the same run would do the same twice. */
  private static RunLock alone(KeptRun run) throws CliFailure, IOException {
    String held = "run " + name(run) + " is being resumed already";
    Claim claim = new RunLocks(run.directory())
        .claim(
            new LockName("resuming.lock", held),
            () -> Holder.here(run.id(), "thaw resume " + name(run), Instant.now()));
    if (claim instanceof RunLock lock) {
      return lock;
    }
    throw new CliFailure(
        ExitCode.BUSY,
        held
            + ((Claim.Busy) claim)
                .holder()
                .map(holder -> " by " + holder.user() + ", process " + holder.pid())
                .orElse("")
            + ". Nothing was done.");
  }

  private static void refuse(KeptRun run, KeptRuns runs) throws CliFailure {
    if (run.state() == KeptRun.State.RUNNING) {
      throw new CliFailure(
          ExitCode.BUSY,
          "run " + name(run) + " still goes on, process "
              + run.record().process().pid() + " on " + run.record().process().host()
              + ". Nothing was done.");
    }
    List<KeptRun> later = runs.newest(
        1, other -> other.record().resumes().filter(run.id()::equals).isPresent());
    if (!later.isEmpty()) {
      throw invalid("run " + name(run) + " was resumed already, by " + name(later.get(0))
          + ". See `thaw show " + name(later.get(0)) + "`, and resume that one if need be.");
    }
    if (run.torn()) {
      throw invalid("not all that run " + name(run) + " did could be kept, so nobody can tell what"
          + " is left of it. Run the script again.");
    }
  }

  /**
   * Reads what a run carried out.
   *
   * @throws CliFailure if it is of another version, or damaged
   */
  static OperationGraph graph(KeptRun run) throws CliFailure {
    try {
      return run.graph();
    } catch (IllegalArgumentException foreign) {
      throw invalid(
          "what run " + name(run) + " carried out cannot be read by this version of Thaw ("
              + foreign.getMessage() + "); it was version " + run.record().thaw()
              + ". Run the script again.");
    } catch (IOException unreadable) {
      throw KeptRuns.unreadable(unreadable);
    }
  }

  /** The kept script counts; who has changed its file since may expect otherwise. */
  private static Script script(KeptRun run, CliContext context) throws CliFailure {
    Optional<Path> path = run.record().path();
    try {
      boolean there = path.isPresent() && Files.isRegularFile(path.get());
      if (path.isPresent() && !there) {
        tell(
            "the script " + path.get() + " is not there any more; the run goes by what it was.",
            context);
      } else if (there
          && !Digest.of(Files.readAllBytes(path.get()))
              .equals(run.record().identity().scriptSha256())) {
        tell(
            "the script " + path.get() + " was changed since; the run goes by what it was.",
            context);
      }
      return Script.kept(
          run.record().identity().script(), run.script(), path.filter(Files::isRegularFile));
    } catch (IOException unreadable) {
      throw KeptRuns.unreadable(unreadable);
    }
  }

  private static void tell(String text, CliContext context) {
    context.err().println("thaw: " + Printable.text(text));
  }

  private static List<String> doubts(List<KeptOperation> unknown) {
    if (unknown.isEmpty()) {
      return List.of();
    }
    String named = unknown.stream()
        .limit(NAMED)
        .map(each -> each.verb() + " " + each.name())
        .collect(Collectors.joining(", "));
    String more = unknown.size() > NAMED ? " and " + (unknown.size() - NAMED) + " more" : "";
    return List.of(
        "Nobody knows whether these were done: " + named + more + ". Do them, perhaps again?");
  }

  /** Another engine's containers were never seen by the run; a simulated one's are made anew. */
  private static void checkEngine(KeptRun run, ParseResult arguments, CliContext context)
      throws CliFailure {
    var choice = new EngineChoice(arguments, context);
    String before = run.record().engine().id();
    if (before.isEmpty() || choice.simulated()) {
      return;
    }
    try (Engine engine = choice.open()) {
      EngineInfo now = EngineInfo.read(engine);
      if (!now.id().equals(before)) {
        throw invalid("run " + name(run) + " was on another engine, " + before + " at "
            + run.record().engine().address() + ", not on " + now.id() + " at " + now.address()
            + ". Name it with -H or --context. Nothing was done.");
      }
    } catch (EngineException unreachable) {
      throw EngineChoice.unreachable(unreachable.getMessage());
    }
  }

  private static String name(KeptRun run) {
    return RunStore.shortId(run.id());
  }

  private static CliFailure invalid(String message) {
    return new CliFailure(ExitCode.INVALID, message);
  }
}
