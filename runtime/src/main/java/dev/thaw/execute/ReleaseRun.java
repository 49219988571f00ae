package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Workers;
import dev.thaw.journal.Progress;
import java.util.List;

/** Takes back several holds, side by side. Nothing keeps it from that but the engine itself. */
final class ReleaseRun {
  private final RunContext run;

  ReleaseRun(RunContext run) {
    this.run = run;
  }

  /**
   * Takes them back, each unless another has, and waits for all.
   *
   * @return whether none of them is left
   */
  boolean run(List<Held> holds) {
    if (holds.isEmpty()) {
      return true;
    }
    try (var free = new Workers(Workers.DEFAULT_CONCURRENCY)) {
      RunContext takingBack = run.takingBack(free);
      var releasing = new Releasing(takingBack, run.holds.engineNow(run), false);
      releasing.history();
      List<Progress> ends = free.map(holds, held -> end(releasing, held));
      return ends.stream().allMatch(Progress::over);
    } catch (EngineException unreadable) {
      run.unreadable(unreadable);
      return false;
    }
  }

  private Progress end(Releasing releasing, Held held) {
    held.claim();
    try {
      if (!held.progress().over()) {
        run.holds.become(held, releasing.end(held));
      }
      return held.progress();
    } finally {
      held.unclaim();
    }
  }
}
