package dev.thaw.execute;

import dev.thaw.event.Operation;
import dev.thaw.fact.Snapshot;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Progress;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One operation that is to be taken back, and what became of it so far. Thread safe.
 *
 * @see Holds
 */
final class Held {
  private final Operation operation;
  private final Hold hold;
  private final ReentrantLock claim = new ReentrantLock();
  private volatile Instant tried;
  private volatile Progress progress;
  private volatile boolean broken;

  /** @param tried when it was about to be done the last time, by the engine's clock */
  Held(Operation operation, Hold hold, Instant tried, Progress progress) {
    this.operation = operation;
    this.hold = hold;
    this.tried = tried;
    this.progress = progress;
  }

  /** Waits until nobody else is about to take it back, and keeps others from it until then. */
  void claim() {
    claim.lock();
  }

  /** Leaves it to others again. */
  void unclaim() {
    claim.unlock();
  }

  /** Returns whether somebody is about to take it back. */
  boolean claimed() {
    return claim.isLocked();
  }

  /** Returns the operation that takes it back. */
  Operation operation() {
    return operation;
  }

  /** Returns whether a container is as what takes it back needs it: so it is still held. */
  boolean holds(Snapshot now) {
    return operation.action().operation().appliesTo(now.state());
  }

  Hold hold() {
    return hold;
  }

  Progress progress() {
    return progress;
  }

  void progress(Progress now) {
    broken |= progress == Progress.OURS && (now == Progress.MOOT || now == Progress.FOREIGN);
    progress = now;
  }

  /** Returns whether it was ours and ended before we took it back. */
  boolean broken() {
    return broken;
  }

  /** Returns when it was about to be done the last time, by the engine's clock. */
  Instant tried() {
    return tried;
  }

  void tried(Instant again) {
    tried = again;
  }
}
