package dev.thaw.execute;

import dev.thaw.diagnose.Diagnosing;
import dev.thaw.diagnose.Diagnosis;
import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.event.RunEvent;
import dev.thaw.operation.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out why one container is as it is. The engine is only asked, so that nothing is in doubt.
 */
final class Examining {
  private final RunContext run;
  private final Operation operation;

  Examining(RunContext run, Operation operation) {
    this.run = run;
    this.operation = operation;
  }

  /** Tries once. */
  Attempt attempt(Request.Examination examination, Duration patience) {
    try {
      Optional<Diagnosis> diagnosis = diagnosis(examination.lines(), patience);
      diagnosis.ifPresent(told -> run.events.emit(new RunEvent.Diagnosed(operation, told)));
      return diagnosis.isPresent()
          ? new Attempt.Accepted()
          : new Attempt.Refused(404, "the container is gone", Optional.empty());
    } catch (EngineException failure) {
      return RequestSender.withoutReply(failure);
    }
  }

  /**
   * Makes a diagnosis without the values of secrets.
   *
   * @throws EngineException if the container cannot be inspected
   */
  Optional<Diagnosis> diagnosis(int lines, Duration patience) throws EngineException {
    return Diagnosing.of(
        run.engine,
        operation.target(),
        lines,
        run.clock.wall(),
        run.restrictions.secrets()::conceal,
        patience);
  }
}
