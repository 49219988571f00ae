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
      var releasing = new Releasing(run.takingBack(free), () -> run.holds.engineNow(run), false);
      return releasing.end(holds, run.holds::become).stream().allMatch(Progress::over);
    } catch (EngineException unreadable) {
      run.unreadable(unreadable);
      return false;
    }
  }
}
