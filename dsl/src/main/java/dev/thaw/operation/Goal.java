package dev.thaw.operation;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import java.time.Instant;

/**
 * What an operation is to reach, as a predicate over a fresh snapshot.
 *
 * <p>With it, idempotence and lost replies need no code per operation: reached before anything is
 * sent means <em>unchanged</em>, reached after a lost reply means <em>done</em>.
 */
public sealed interface Goal {

  /**
   * Returns whether {@code now} shows what the operation was to bring about from {@code before}.
   */
  default boolean reached(Snapshot before, Snapshot now) {
    return false;
  }

  /** Returns whether nothing needs to be sent at all. */
  default boolean holds(Snapshot now) {
    return false;
  }

  /** Returns whether what was reached once is still so. */
  default boolean stands(Snapshot now) {
    return holds(now);
  }

  /** Returns what to expect afterwards, for a dry run's later steps. */
  default Snapshot expected(Snapshot before) {
    return before;
  }

  /** Returns whether an inspection, or another look, can show that it was reached. */
  default boolean observable() {
    return true;
  }

  /** Returns whether sending the request a second time does no more than sending it once. */
  default boolean repeatable() {
    return false;
  }

  /**
   * Returns whether an engine goes on with it for a moment at most after its reply was lost; else
   * it may take as long as the operation itself.
   */
  default boolean soonOver() {
    return repeatable();
  }

  /**
   * Returns whether the engine's list may tell the old state for a moment: after a process ended it
   * does, for up to 32 ms (measured on 26.1.5), after pause, unpause and start it never did.
   */
  default boolean listedLate() {
    return true;
  }

  /** Returns whether a container that no longer exists counts as reached. */
  default boolean reachedWhenGone() {
    return false;
  }

  /** The container is in that state; it may be there already. */
  record Reaches(ContainerState state) implements Goal {
    @Override
    public boolean reached(Snapshot before, Snapshot now) {
      return now.state() == state || (state == ContainerState.RUNNING && startedSince(before, now));
    }

    @Override
    public boolean holds(Snapshot now) {
      return now.state() == state;
    }

    @Override
    public Snapshot expected(Snapshot before) {
      return before.assumed(state);
    }

    @Override
    public boolean listedLate() {
      return state == ContainerState.EXITED;
    }

    @Override
    public boolean repeatable() {
      return true;
    }

    @Override
    public boolean reachedWhenGone() {
      return state == ContainerState.EXITED;
    }
  }

  /** The container's process is another one than before: restarted. */
  record StartsAnew() implements Goal {
    @Override
    public boolean reached(Snapshot before, Snapshot now) {
      return startedSince(before, now);
    }

    @Override
    public Snapshot expected(Snapshot before) {
      return before.assumed(ContainerState.RUNNING);
    }
  }

  /**
   * The container runs, and does not since before: restored. One that runs already is not what was
   * meant.
   */
  record Resumes() implements Goal {
    @Override
    public boolean reached(Snapshot before, Snapshot now) {
      return now.state() == ContainerState.RUNNING && startedSince(before, now);
    }

    @Override
    public boolean stands(Snapshot now) {
      return now.state() == ContainerState.RUNNING || now.state() == ContainerState.PAUSED;
    }

    @Override
    public Snapshot expected(Snapshot before) {
      return before.assumed(ContainerState.RUNNING);
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }

  /**
   * What an inspection of the container does not show, but another look does: the request brings
   * that with it ({@link Request.Proven}).
   */
  record Evident() implements Goal {
    @Override
    public boolean stands(Snapshot now) {
      return true;
    }

    @Override
    public boolean listedLate() {
      return false;
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }

  /**
   * Something else is there that was not before, which another look shows: as {@link Evident}, but
   * a second try would not be the first one again.
   */
  record Arises() implements Goal {}

  /**
   * The container runs elsewhere, which another look shows: as {@link Arises}; here it has ended,
   * or is gone.
   */
  record Moves() implements Goal {
    /** It was found out before the reply was given up, as far as it can be. */
    @Override
    public boolean soonOver() {
      return true;
    }

    @Override
    public Snapshot expected(Snapshot before) {
      return before.assumed(ContainerState.EXITED);
    }

    @Override
    public boolean reachedWhenGone() {
      return true;
    }
  }

  /** Nothing that an inspection could show: after a lost reply the outcome stays unknown. */
  record Unobservable() implements Goal {
    @Override
    public boolean observable() {
      return false;
    }
  }

  /** Another moment, not a later one: the engine's host may have set its clock back between. */
  private static boolean startedSince(Snapshot before, Snapshot now) {
    Instant started = now.inspection().startedAt();
    return !started.equals(Instant.EPOCH) && !started.equals(before.inspection().startedAt());
  }
}
