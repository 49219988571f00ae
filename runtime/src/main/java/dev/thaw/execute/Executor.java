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
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Selector;
import dev.thaw.plan.Judgement;
import dev.thaw.plan.Planner;
import dev.thaw.plan.Reach;
import dev.thaw.plan.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Carries graphs out. A run holds all its mutable state here; an executor is used for one run. */
public final class Executor {
  private final BiFunction<RunContext.Restrictions, Holds, RunContext> runs;

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
    runs = (restrictions, holds) -> new RunContext(
        engine, gauge, workers, events, clock, random, interruption, restrictions, holds);
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

  /** Carries out a graph that holds no secrets and that nobody confines. */
  public ExitCode run(OperationGraph graph) throws NothingDone {
    return run(graph, Mandate.PLAIN);
  }

  /**
   * Carries the graph out, and returns when all of it has ended.
   *
   * @param mandate what it is given beside the graph
   * @return how the process is to end
   * @throws NothingDone if the engine cannot be asked, or a limit or requirement forbids it: before
   *     anything was sent
   * @throws SinkFailure if something that must be recorded could not be
   */
  public ExitCode run(OperationGraph graph, Mandate mandate) throws NothingDone {
    var holds = new Holds(graph, mandate.keeper());
    RunContext run = runs.apply(RunContext.Restrictions.of(graph, mandate), holds);
    long started = run.clock.nanos();
    try {
      EngineInfo engine = run.patience.ask(() -> EngineInfo.read(run.engine));
      run.events.emit(new RunEvent.RunStarted(
          engine, (int) graph.steps().count(), graph.runbook(), mandate.pins().plan()));
      checkRequirements(graph, run);
      checkLimits(graph, mandate.reach(), run);
      holds.begin(run, engine);
    } catch (EngineException unreadable) {
      throw new NothingDone(ExitCode.UNREACHABLE, unreadable.getMessage(), unreadable);
    }
    var schedule = new Schedule(run, graph);
    ExitCode exitCode = carryOut(schedule, run, started);
    exitCode = run.interruption.wish().map(exitCode::or).orElse(exitCode);
    finish(exitCode, schedule, run, started);
    return exitCode;
  }

  private static ExitCode carryOut(Schedule schedule, RunContext run, long started)
      throws NothingDone {
    ExitCode exitCode;
    try {
      exitCode = schedule.carryOut();
    } catch (SinkFailure unrecorded) {
      endHolds(run);
      finish(ExitCode.UNAUDITED, schedule, run, started);
      throw unrecorded;
    } finally {
      endHolds(run);
      run.watching.close();
    }
    exitCode = run.holds.unrecorded() ? exitCode.or(ExitCode.UNAUDITED) : exitCode;
    exitCode = run.holds.due().isEmpty() ? exitCode : exitCode.or(ExitCode.UNKNOWN);
    Optional<EngineException> unreadable = run.unreadable();
    if (unreadable.isPresent() && !run.tally.sent()) {
      throw new NothingDone(ExitCode.UNREACHABLE, unreadable.get().getMessage(), unreadable.get());
    }
    return exitCode;
  }

  /**
   * However the schedule has ended, nothing that is to be taken back stays, but what is left to
   * others until its time comes; done again it is moot.
   */
  private static void endHolds(RunContext run) {
    if (run.holds.none() || run.holds.ended()) {
      return;
    }
    new ReleaseRun(run).run(run.holds.due());
    try {
      run.holds.end();
    } catch (IOException unwritten) {
      throw new SinkFailure("the journal", unwritten);
    }
  }

  private static void finish(ExitCode exitCode, Schedule schedule, RunContext run, long started) {
    run.events.emit(new RunEvent.RunFinished(
        exitCode,
        run.tally.counts(),
        schedule.stepsNotRun(),
        Duration.ofNanos(run.clock.nanos() - started)));
  }

  /** What the script requires must hold before it does anything at all. */
  private static void checkRequirements(OperationGraph graph, RunContext run)
      throws EngineException, NothingDone {
    if (graph.requirements().isEmpty()) {
      return;
    }
    String unmet = run
        .patience
        .ask(() -> new Planner(run.engine, run.surroundings, run.workers).judge(graph))
        .stream()
        .filter(judgement -> !judgement.met())
        .map(Judgement::message)
        .collect(Collectors.joining(" "));
    if (!unmet.isEmpty()) {
      throw new NothingDone(ExitCode.DENIED, unmet, null);
    }
  }

  /**
   * Before the first of several steps changes anything, none of them may find more than it is
   * allowed, nor all together change more than the run may. Whether a later one finds enough shows
   * only when its time has come.
   */
  private static void checkLimits(OperationGraph graph, Reach reach, RunContext run)
      throws EngineException, NothingDone {
    boolean limited = graph.steps().anyMatch(step -> step.selector().max() < Selector.UNLIMITED);
    if (!reach.limited() && (!limited || graph.steps().count() < 2)) {
      return;
    }
    Optional<Refusal> denial =
        run.patience.ask(() -> new Planner(run.engine, run.surroundings, run.workers)
            .plan(graph, reach)
            .denial());
    if (denial.isPresent()) {
      throw new NothingDone(ExitCode.DENIED, denial.get().message(), null);
    }
  }
}
