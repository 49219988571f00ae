package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;

/** A body of announced length. */
final class FixedBody extends Body {
  private final boolean keepAlive;
  private long rest;

  FixedBody(
      Connection connection,
      ConnectionPool pool,
      Deadline deadline,
      long length,
      boolean keepAlive) {
    super(connection, pool, deadline);
    this.rest = length;
    this.keepAlive = keepAlive;
  }

  @Override
  int readSome(Connection from, Deadline by, byte[] target, int offset, int length)
      throws EngineException {
    if (rest == 0) {
      return -1;
    }
    int count = from.read(target, offset, (int) Math.min(length, rest), by);
    if (count < 0) {
      throw from.lost("the reply breaks off " + rest + " bytes before its end");
    }
    rest -= count;
    return count;
  }

  @Override
  boolean leavesConnectionUsable() {
    return keepAlive;
  }
}
