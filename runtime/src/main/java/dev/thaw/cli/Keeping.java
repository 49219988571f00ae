package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineInfo;
import dev.thaw.event.RunIdentity;
import dev.thaw.execute.Done;
import dev.thaw.graph.OperationGraph;
import dev.thaw.history.RunHistory;
import dev.thaw.history.RunRecord;
import dev.thaw.history.RunStore;
import dev.thaw.lock.ProcessMark;
import dev.thaw.script.Script;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a run is kept with. */
final class Keeping implements RunHistory.Opening {
  private final Script script;
  private final OperationGraph graph;
  private final Engine engine;
  private final CompletableFuture<RunIdentity> identity;
  private final Optional<TakenUp> takenUp;
  private final CliContext context;

  /**
   * The run that another one takes up.
   *
   * @param run its name
   * @param done what it has done
   */
  record TakenUp(String run, Done done) {}

  Keeping(
      Script script,
      OperationGraph graph,
      Engine engine,
      CompletableFuture<RunIdentity> identity,
      Optional<TakenUp> takenUp,
      CliContext context) {
    this.script = script;
    this.graph = graph;
    this.engine = engine;
    this.identity = identity;
    this.takenUp = takenUp;
    this.context = context;
  }

  /** Returns what keeps the run. */
  RunHistory history() {
    return new RunHistory(
        this,
        InstantSource.system(),
        complaint -> context.err().println("thaw: " + Printable.text(complaint)));
  }

  @Override
  public RunStore store() throws IOException {
    return new RunStore(Directories.runs(context));
  }

  @Override
  public RunRecord record(Instant started, Optional<EngineInfo> answered) throws IOException {
    return RunRecord.of(
        graph,
        identity.join(),
        started,
        Version.current(),
        ProcessMark.here(),
        script.path(),
        answered.orElse(new EngineInfo(engine.address(), "", "", "")),
        takenUp.map(TakenUp::run));
  }

  @Override
  public OperationGraph graph() {
    return graph;
  }

  @Override
  public byte[] script() {
    return script.bytes();
  }

  @Override
  public Done done() {
    return takenUp.map(TakenUp::done).orElse(Done.NONE);
  }
}
