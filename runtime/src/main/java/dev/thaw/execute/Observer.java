package dev.thaw.execute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.Answers;
import dev.thaw.engine.EngineException;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Goal;
import dev.thaw.operation.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out what is the case after a try.
 *
 * <p>The engine loses track of itself when pause and unpause follow each other closely: for up to
 * 50 ms its failures may not be true, nor its states (measured on 26.1.5, moby).
 */
final class Observer {
  private static final Duration SETTLING = Duration.ofMillis(50);

  /** How long we try to see anything at all. */
  private static final Duration SEEING = Duration.ofSeconds(30);

  /** How long the engine may go on with what it was told before the connection broke. */
  private static final Duration AFTERMATH = Duration.ofSeconds(2);

  private final RunContext run;
  private final String id;
  private final Goal goal;
  private final Snapshot before;
  private final Optional<Request.Evidence> evidence;

  private long end;

  /** @param evidence what else shows that the goal was reached, where the container does not */
  Observer(
      RunContext run, String id, Goal goal, Snapshot before, Optional<Request.Evidence> evidence) {
    this.run = run;
    this.id = id;
    this.goal = goal;
    this.before = before;
    this.evidence = evidence;
  }

  /**
   * Looks, as long as the goal may still show.
   *
   * @param patience how long at most after a lost reply
   */
  Sight after(Attempt attempt, Duration patience) {
    end = run.clock.nanos() + SEEING.toNanos();
    try {
      Optional<Snapshot> now = look(attempt, patience);
      return now.isEmpty() ? new Sight.Gone() : sight(now.get());
    } catch (EngineException unreadable) {
      return new Sight.Hidden(unreadable.getMessage());
    }
  }

  /** A state that nobody knows shows neither that the goal was reached nor that it was not. */
  private Sight sight(Snapshot now) throws EngineException {
    boolean reached = reached(now);
    return now.state() == ContainerState.UNKNOWN && !reached
        ? new Sight.Hidden("the engine tells no state that is known")
        : new Sight.Seen(now, reached);
  }

  private boolean reached(Snapshot now) throws EngineException {
    return evidence.isPresent()
        ? evidence.get().shown().test(answer(evidence.get().look()))
        : goal.reached(before, now);
  }

  private JsonNode answer(EngineCall look) throws EngineException {
    return run.patience.ask(() -> Answers.to(run.breaker.urgent(), look, SEEING));
  }

  private Optional<Snapshot> look(Attempt attempt, Duration patience) throws EngineException {
    if (!goal.observable()) {
      // For the record only: what a signal does to a process shows a moment later.
      run.pause(SETTLING);
      return look();
    }
    return attempt instanceof Attempt.Lost ? wait(patience) : settle(attempt);
  }

  private Optional<Snapshot> settle(Attempt attempt) throws EngineException {
    boolean believed = attempt instanceof Attempt.Accepted || attempt instanceof Attempt.Unmodified;
    if (!believed) {
      run.pause(SETTLING);
    }
    Optional<Snapshot> now = look();
    if (now.isEmpty() || reached(now.get())) {
      return now;
    }
    run.pause(SETTLING);
    return look();
  }

  private Optional<Snapshot> wait(Duration patience) throws EngineException {
    Duration most = goal.soonOver() && patience.compareTo(AFTERMATH) > 0 ? AFTERMATH : patience;
    long until = run.clock.nanos() + most.toNanos();
    end = until + SEEING.toNanos();
    Optional<Snapshot> now = look();
    while (now.isPresent()
        && !reached(now.get())
        && run.clock.nanos() < until
        && run.pause(SETTLING)) {
      now = look();
    }
    return now;
  }

  private Optional<Snapshot> look() throws EngineException {
    Duration left = Duration.ofNanos(end - run.clock.nanos());
    return run.patience.look(run.settling, left, inventory -> inventory.inspect(id));
  }
}
