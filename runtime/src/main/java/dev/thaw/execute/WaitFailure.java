package dev.thaw.execute;

import dev.thaw.diagnose.Diagnosis;
import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.event.RunEvent;
import java.time.Duration;
import java.util.Optional;

/** What is told where something was waited for in vain: why, and the container's diagnosis. */
final class WaitFailure {
  private static final int LINES = 5;

  /** A wait that has failed is over: nobody waits much longer for what it was that failed. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private WaitFailure() {}

  /**
   * Tells the diagnosis, and returns what to tell of the failure itself.
   *
   * @param run where the engine can be asked
   * @param operation the wait, with its container
   * @param reason why it has failed
   */
  static String reason(RunContext run, Operation operation, String reason) {
    try {
      Optional<Diagnosis> diagnosis = new Examining(run, operation).diagnosis(LINES, PATIENCE);
      diagnosis.ifPresent(told -> run.events.emit(new RunEvent.Diagnosed(operation, told)));
      return reason;
    } catch (EngineException unreadable) {
      return reason + "; and no diagnosis: " + unreadable.getMessage();
    }
  }
}
