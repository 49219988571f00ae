package dev.thaw.cli;

import dev.thaw.lock.RunLock;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** A run's turn, which lasts until it is closed; or word that this run is to be left out. */
final class Turn implements AutoCloseable {
  private final boolean leftOut;
  private final Optional<RunLock> lock;
  private final PrintStream err;

  private Turn(boolean leftOut, Optional<RunLock> lock, PrintStream err) {
    this.leftOut = leftOut;
    this.lock = lock;
    this.err = err;
  }

  /** The turn of a run that excludes no other. */
  static Turn free(CliContext context) {
    return new Turn(false, Optional.empty(), context.err());
  }

  /** The turn of a run that holds a lock. */
  static Turn holding(RunLock lock, CliContext context) {
    return new Turn(false, Optional.of(lock), context.err());
  }

  /** No turn: another run goes on, and this one need not. */
  static Turn none(CliContext context) {
    return new Turn(true, Optional.empty(), context.err());
  }

  boolean leftOut() {
    return leftOut;
  }

  /** The run is over, and its exit code tells of that; the process's end lets go of the lock. */
  @Override
  public void close() {
    if (lock.isEmpty()) {
      return;
    }
    try {
      lock.get().close();
    } catch (IOException broken) {
      err.println("thaw: warning: the lock's file: " + Printable.text(broken.toString()));
    }
  }
}
