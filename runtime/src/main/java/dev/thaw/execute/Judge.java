package dev.thaw.execute;

import dev.thaw.event.Outcome;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Effect;
import dev.thaw.operation.Goal;
import dev.thaw.operation.OperationSpec;
import java.util.Optional;

/**
 * Decides what an operation has come to, from all that was tried and what is seen now: a pure
 * function. Where the goal can be seen, seeing counts more than the engine's word, which in a race
 * of its own need not be true.
 */
final class Judge {
  private static final int CONFLICT = 409;

  private final OperationSpec operation;
  private final Goal goal;
  private final Optional<String> missing;

  /** @param missing what to tell where the goal was not reached; nothing if the state tells that */
  Judge(OperationSpec operation, Goal goal, Optional<String> missing) {
    this.operation = operation;
    this.goal = goal;
    this.missing = missing;
  }

  /** Judges by the engine's word alone. */
  Conclusion conclude(History history) {
    Attempt last = history.last();
    if (last instanceof Attempt.NotSent) {
      return new Conclusion(
          history.lost() && operation.effect() != Effect.OBSERVE ? Outcome.UNKNOWN : Outcome.FAILED,
          history.left() ? last.reason() : "nothing was sent: " + last.reason(),
          true);
    }
    if (last instanceof Attempt.Ran ran) {
      return Conclusion.last(ran.exitCode() == 0 ? Outcome.CHANGED : Outcome.FAILED, last.reason());
    }
    if (last instanceof Attempt.Nothing) {
      return new Conclusion(Outcome.FAILED, last.reason(), true);
    }
    boolean observes = operation.effect() == Effect.OBSERVE;
    if (last instanceof Attempt.Accepted || last instanceof Attempt.Unmodified) {
      return Conclusion.last(observes ? Outcome.OBSERVED : Outcome.CHANGED, "");
    }
    if (observes) {
      return new Conclusion(Outcome.FAILED, last.reason(), true);
    }
    boolean declined = last instanceof Attempt.Refused refused && refused.declined();
    return new Conclusion(
        last.inDoubt() ? Outcome.UNKNOWN : Outcome.FAILED, last.reason(), declined);
  }

  /** Judges by what is seen after a try that left. */
  Conclusion conclude(History history, Sight sight) {
    if (sight instanceof Sight.Gone) {
      return Conclusion.last(
          goal.reachedWhenGone() ? reached(history) : Outcome.FAILED, "the container is gone");
    }
    if (sight instanceof Sight.Seen seen) {
      return seen.reached()
          ? Conclusion.last(reached(history), "")
          : unreached(history, seen.now());
    }
    return hidden(history, ((Sight.Hidden) sight).reason());
  }

  /** Reached without our doing is unchanged, and not ours to undo. */
  private static Outcome reached(History history) {
    return history.maybeOurs() ? Outcome.CHANGED : Outcome.UNCHANGED;
  }

  private Conclusion unreached(History history, Snapshot now) {
    Attempt last = history.last();
    String said = last instanceof Attempt.Accepted || last instanceof Attempt.Unmodified
        ? "the engine says that it is done, but "
        : last.reason() + "; ";
    boolean declined = last instanceof Attempt.Refused refused && refused.declined();
    return new Conclusion(
        history.lost() ? Outcome.UNKNOWN : Outcome.FAILED,
        said + missing.orElse("it is " + now.state().word()),
        (goal.repeatable() || declined) && operation.appliesTo(now.state()));
  }

  /** What must be proven is not taken on the engine's word: a container may be ended upon it. */
  private Conclusion hidden(History history, String reason) {
    Attempt last = history.last();
    if (last instanceof Attempt.Accepted && missing.isPresent()) {
      return Conclusion.last(Outcome.UNKNOWN, "not verified: " + reason);
    }
    if (last instanceof Attempt.Accepted) {
      return Conclusion.last(Outcome.CHANGED, "not verified: " + reason);
    }
    if (last instanceof Attempt.Unmodified) {
      return Conclusion.last(reached(history), "not verified: " + reason);
    }
    boolean plainNo = last instanceof Attempt.Refused refused
        && refused.status() != CONFLICT
        && !last.inDoubt()
        && !history.lost();
    return Conclusion.last(
        plainNo ? Outcome.FAILED : Outcome.UNKNOWN, last.reason() + "; " + reason);
  }
}
