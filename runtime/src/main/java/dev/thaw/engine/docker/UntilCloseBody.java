package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;

/**
 * A body that ends with its connection, as the output of an exec does. A peer that dies looks the
 * same as one that has finished: whoever reads such a stream must ask for the outcome afterwards.
 */
final class UntilCloseBody extends Body {

  UntilCloseBody(Connection connection, ConnectionPool pool, Deadline deadline) {
    super(connection, pool, deadline);
  }

  @Override
  int readSome(Connection from, Deadline by, byte[] target, int offset, int length)
      throws EngineException {
    return from.read(target, offset, length, by);
  }

  @Override
  boolean leavesConnectionUsable() {
    return false;
  }
}
