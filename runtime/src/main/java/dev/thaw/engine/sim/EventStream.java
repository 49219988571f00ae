package dev.thaw.engine.sim;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** A body that goes on with what happens. Used by one thread. */
final class EventStream extends InputStream {
  private final EventFeed feed;
  private final Optional<Instant> last;
  private final String address;
  private byte[] lines;
  private int position;

  /**
   * @param begin what there is already
   * @param last when its user's patience ends; nothing if it never does
   */
  EventStream(byte[] begin, EventFeed feed, Optional<Instant> last, String address) {
    this.lines = begin;
    this.feed = feed;
    this.last = last;
    this.address = address;
  }

  @Override
  public int read() throws EngineException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws EngineException {
    if (length == 0) {
      return 0;
    }
    if (position == lines.length) {
      lines = more();
      position = 0;
      if (lines.length == 0) {
        return -1;
      }
    }
    int count = Math.min(length, lines.length - position);
    System.arraycopy(lines, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() {
    feed.close();
  }

  private byte[] more() throws EngineException {
    if (feed.ended()) {
      return new byte[0];
    }
    try {
      byte[] more = feed.next(last);
      if (more.length > 0 || feed.ended()) {
        return more;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          Fault.LOST, "interrupted while waiting for " + address, interrupted);
    }
    throw feed.closed()
        ? new EngineException(Fault.LOST, "the events of " + address + " are closed")
        : new EngineException(
            Fault.TIMEOUT, "the events of " + address + " go on after the deadline");
  }
}
