package dev.thaw.execute;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineInfo;
import dev.thaw.engine.HostGauge;
import dev.thaw.engine.Workers;
import dev.thaw.event.EventBus;
import dev.thaw.event.ExitCode;
import dev.thaw.event.RunEvent;
import dev.thaw.event.SinkFailure;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Selector;
import dev.thaw.plan.Planner;
import dev.thaw.plan.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Carries graphs out. A run holds all its mutable state here; an executor is used for one run. */
public final class Executor {
  /** Steps under way at once; they only wait for workers, and the workers bound the load. */
  private static final int STEPS_AT_ONCE = 16;

  private final RunContext run;
  private final AtomicInteger notRun = new AtomicInteger();

  /**
   * Makes one run ready, on an engine.
   *
   * @param gauge tells what is in use of the engine's machine
   * @param workers bound the requests under way
   * @param random jitters waits between tries
   * @param interruption may end the run early
   */
  public Executor(
      Engine engine,
      HostGauge gauge,
      Workers workers,
      EventBus events,
      RunClock clock,
      RandomGenerator random,
      Interruption interruption) {
    run = new RunContext(engine, gauge, workers, events, clock, random, interruption);
  }

  /** Thrown before anything was sent. */
  public static final class NothingDone extends Exception {
    private static final long serialVersionUID = 1L;
    private final ExitCode exitCode;

    private NothingDone(ExitCode exitCode, String message, Throwable cause) {
      super(message, cause);
      this.exitCode = exitCode;
    }

    /** Returns how the process is to end. */
    public ExitCode exitCode() {
      return exitCode;
    }
  }

  /**
   * Carries the graph out, and returns when all of it has ended.
   *
   * @return how the process is to end
   * @throws NothingDone if the engine cannot be asked, or a limit forbids it: before anything was
   *     sent
   * @throws SinkFailure if something that must be recorded could not be
   */
  public ExitCode run(OperationGraph graph) throws NothingDone {
    long started = run.clock.nanos();
    try {
      run.events.emit(
          new RunEvent.RunStarted(run.patience.ask(() -> EngineInfo.read(run.engine)), (int)
              graph.steps().count()));
      checkLimits(graph);
    } catch (EngineException unreadable) {
      throw new NothingDone(ExitCode.UNREACHABLE, unreadable.getMessage(), unreadable);
    }
    ExitCode exitCode = scheduled(graph, started);
    exitCode = run.interruption.wish().map(exitCode::or).orElse(exitCode);
    finish(exitCode, started);
    return exitCode;
  }

  private ExitCode scheduled(OperationGraph graph, long started) throws NothingDone {
    try {
      return schedule(graph);
    } catch (SinkFailure unrecorded) {
      finish(ExitCode.UNAUDITED, started);
      throw unrecorded;
    }
  }

  private void finish(ExitCode exitCode, long started) {
    run.events.emit(new RunEvent.RunFinished(
        exitCode, run.tally.counts(), notRun.get(), Duration.ofNanos(run.clock.nanos() - started)));
  }

  /**
   * Before the first of several steps changes anything, none of them may find more than it is
   * allowed. Whether a later one finds enough shows only when its time has come.
   */
  private void checkLimits(OperationGraph graph) throws EngineException, NothingDone {
    boolean limited = graph.steps().anyMatch(step -> step.selector().max() < Selector.UNLIMITED);
    if (!limited || graph.steps().count() < 2) {
      return;
    }
    Optional<Refusal> denial = run.patience.ask(
        () -> new Planner(run.engine, run.surroundings, run.workers).plan(graph).denial());
    if (denial.isPresent()) {
      throw new NothingDone(ExitCode.DENIED, denial.get().message(), null);
    }
  }

  private ExitCode schedule(OperationGraph graph) throws NothingDone {
    ExecutorService steps = Executors.newFixedThreadPool(STEPS_AT_ONCE, task -> {
      var thread = new Thread(task, "step");
      thread.setDaemon(true);
      return thread;
    });
    try {
      var ends = new LinkedHashMap<String, CompletableFuture<StepRun.End>>();
      for (Node node : graph.nodes()) {
        List<CompletableFuture<StepRun.End>> before =
            node.after().stream().map(ends::get).toList();
        ends.put(
            node.id(),
            CompletableFuture.allOf(before.toArray(CompletableFuture<?>[]::new))
                .handleAsync((ready, thrown) -> run(node, before), steps));
      }
      return outcome(ends.values());
    } finally {
      steps.shutdownNow();
    }
  }

  private StepRun.End run(Node node, List<CompletableFuture<StepRun.End>> before) {
    boolean clear = before.stream()
        .allMatch(end -> !end.isCompletedExceptionally() && end.join() == StepRun.End.DONE);
    if (!(node instanceof Node.Step step)) {
      return clear ? StepRun.End.DONE : StepRun.End.FAILED;
    }
    if (!clear) {
      return notRun(step, "a step that it comes after did not succeed");
    }
    if (run.interruption.wish().isPresent()) {
      return notRun(step, "the run is ending");
    }
    try {
      return new StepRun(run, step).run();
    } catch (EngineException unreadable) {
      run.unreadable(unreadable);
      return notRun(step, unreadable.getMessage());
    }
  }

  private StepRun.End notRun(Node.Step step, String reason) {
    notRun.incrementAndGet();
    run.events.emit(new RunEvent.StepRefused(step, reason));
    return StepRun.End.FAILED;
  }

  private ExitCode outcome(Collection<CompletableFuture<StepRun.End>> ends) throws NothingDone {
    SinkFailure unrecorded = null;
    ExitCode exitCode = ExitCode.DONE;
    for (CompletableFuture<StepRun.End> end : ends) {
      try {
        exitCode = exitCode.or(meaning(end.join()));
      } catch (CompletionException thrown) {
        if (!(thrown.getCause() instanceof SinkFailure failure)) {
          throw thrown;
        }
        unrecorded = failure;
      }
    }
    if (unrecorded != null) {
      throw unrecorded;
    }
    Optional<EngineException> unreadable = run.unreadable();
    if (unreadable.isPresent() && !run.tally.sent()) {
      throw new NothingDone(ExitCode.UNREACHABLE, unreadable.get().getMessage(), unreadable.get());
    }
    return exitCode.or(run.tally.exitCode());
  }

  private ExitCode meaning(StepRun.End end) {
    return switch (end) {
      case DONE -> ExitCode.DONE;
      case FAILED -> ExitCode.FAILED;
      case DENIED -> run.tally.sent() ? ExitCode.FAILED : ExitCode.DENIED;
    };
  }
}
