package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A reply's body, read straight off its connection. At its end the connection goes back to the
 * pool; closed earlier, or broken, it takes the connection with it. Used by one thread.
 */
abstract class Body extends InputStream {
  private static final int SCRAP = 4 << 10;
  private static final int MOST_SKIPPED = 64 << 10;

  private final Connection connection;
  private final ConnectionPool pool;
  private final Deadline deadline;
  private boolean over;
  private IOException failure;

  Body(Connection connection, ConnectionPool pool, Deadline deadline) {
    this.connection = connection;
    this.pool = pool;
    this.deadline = deadline;
  }

  /**
   * Reads at least one byte and at most {@code length} of the body.
   *
   * @return -1 at the body's end, as its framing tells it
   * @throws EngineException if the connection ends before
   */
  abstract int readSome(Connection from, Deadline by, byte[] target, int offset, int length)
      throws EngineException;

  /** Returns whether the connection can carry another exchange when the body has been read. */
  abstract boolean leavesConnectionUsable();

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (over) {
      return -1;
    }
    if (length == 0) {
      return 0;
    }
    try {
      int count = readSome(connection, deadline, target, offset, length);
      if (count < 0) {
        finish();
      }
      return count;
    } catch (EngineException broken) {
      failure = broken;
      pool.discard(connection);
      throw broken;
    }
  }

  /**
   * Gives the connection back if the rest has arrived already, as the last bytes after a JSON value
   * have; else closes it, which is cheaper than any wait.
   */
  @Override
  public final void close() throws IOException {
    if (over || failure != null) {
      return;
    }
    Deadline now = Deadline.in(Duration.ZERO);
    byte[] scrap = new byte[SCRAP];
    try {
      for (int skipped = 0; skipped < MOST_SKIPPED; ) {
        int count = readSome(connection, now, scrap, 0, SCRAP);
        if (count < 0) {
          finish();
          return;
        }
        skipped += count;
      }
      failure = new IOException("the reply was closed before its end");
    } catch (EngineException notArrived) {
      failure = new IOException("the reply was closed before its end", notArrived);
    }
    pool.discard(connection);
  }

  private void finish() {
    over = true;
    if (leavesConnectionUsable()) {
      pool.release(connection);
    } else {
      pool.discard(connection);
    }
  }
}
