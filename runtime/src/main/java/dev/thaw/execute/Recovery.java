package dev.thaw.execute;

import dev.thaw.catalog.OperationCatalog;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineClock;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineInfo;
import dev.thaw.engine.HostGauge;
import dev.thaw.engine.Workers;
import dev.thaw.event.EventBus;
import dev.thaw.event.Operation;
import dev.thaw.event.RunEvent;
import dev.thaw.graph.Action;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Runbook;
import dev.thaw.journal.Hold;
import dev.thaw.journal.JournalContent;
import dev.thaw.journal.Progress;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.OperationSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Takes back what a run has left that has died, by the same rules as the run itself would have.
 * Safe to repeat: what is over already is found to be so.
 */
public final class Recovery {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration EACH = Duration.ofMinutes(2);
  private static final String STEP = "recover";

  private final RunContext run;
  private final boolean strict;

  /**
   * Makes a recovery ready, on the engine that the run was on.
   *
   * @param events gets to know of it as of any run
   * @param keeper notes what becomes of each hold
   * @param strict whether what the engine has forgotten about is left
   */
  public Recovery(
      Engine engine,
      HostGauge gauge,
      Workers workers,
      EventBus events,
      RunClock clock,
      RandomGenerator random,
      Keeper keeper,
      boolean strict) {
    var holds = new Holds(OperationGraph.of(List.of()), keeper);
    this.run = new RunContext(
            engine,
            gauge,
            workers,
            events,
            clock,
            random,
            new Interruption(),
            RunContext.Restrictions.none(Secrets.NONE),
            holds)
        .takingBack(workers);
    this.strict = strict;
  }

  /**
   * Takes holds back.
   *
   * @return what became of each; those that are not over are left to another try
   * @throws EngineException if the engine cannot be asked: then nothing was done
   */
  public Map<Hold, Progress> recover(List<JournalContent.Entry> open) throws EngineException {
    EngineInfo engine = EngineInfo.read(run.engine);
    Duration ahead = EngineClock.offset(run.engine, run.clock.wall(), PATIENCE);
    run.tell(new RunEvent.RunStarted(engine, 0, Runbook.UNNAMED));
    var releasing = new Releasing(run, () -> run.clock.wall().instant().plus(ahead), strict);
    var ends = new LinkedHashMap<Hold, Progress>();
    List<Held> holds = open.stream().map(Recovery::held).toList();
    List<Progress> progresses = releasing.end(holds, this::note);
    for (int index = 0; index < holds.size(); index++) {
      ends.put(holds.get(index).hold(), progresses.get(index));
    }
    return ends;
  }

  private void note(Held held, Progress progress) {
    if (progress != held.progress()) {
      run.holds.become(held, progress);
    }
  }

  /** Returns whether anything went on without its record. */
  public boolean unrecorded() {
    return run.holds.unrecorded();
  }

  private static Held held(JournalContent.Entry entry) {
    Hold hold = entry.hold();
    OperationSpec spec = OperationCatalog.named(hold.verb());
    var action =
        Action.of(spec, new Arguments(new TreeMap<>()), Action.ALWAYS, EACH, SourceSpan.at(1, 1));
    var operation = new Operation(
        STEP + "." + hold.operation(), STEP, action, hold.container(), hold.name(), hold.image());
    return new Held(operation, hold, entry.tried(), entry.progress());
  }
}
