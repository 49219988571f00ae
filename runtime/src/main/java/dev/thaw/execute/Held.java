package dev.thaw.execute;

import dev.thaw.event.Operation;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Progress;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One operation that is to be taken back, and what became of it so far. Thread safe.
 *
 * @see Holds
 */
final class Held {
  private final Operation operation;
  private final Hold hold;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private volatile Instant tried;
  private volatile Progress progress;

  /** @param tried when it was about to be done the last time, by the engine's clock */
  Held(Operation operation, Hold hold, Instant tried, Progress progress) {
    this.operation = operation;
    this.hold = hold;
    this.tried = tried;
    this.progress = progress;
  }

  /**
   * Returns whether it is the caller's to take back: nobody else is about to, and it is not over.
   */
  boolean claim() {
    return claimed.compareAndSet(false, true) && (!progress.over() || unclaim());
  }

  /** Leaves it to others again; returns false. */
  boolean unclaim() {
    claimed.set(false);
    return false;
  }

  /** Returns the operation that takes it back. */
  Operation operation() {
    return operation;
  }

  Hold hold() {
    return hold;
  }

  Progress progress() {
    return progress;
  }

  void progress(Progress now) {
    progress = now;
  }

  /** Returns when it was about to be done the last time, by the engine's clock. */
  Instant tried() {
    return tried;
  }

  void tried(Instant again) {
    tried = again;
  }
}
