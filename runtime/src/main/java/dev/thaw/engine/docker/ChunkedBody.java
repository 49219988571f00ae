package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import java.util.regex.Pattern;

/** A body in chunks, each announced by its length; one of length 0 ends it (RFC 9112, 7.1). */
final class ChunkedBody extends Body {
  private static final int LONGEST_LINE = 4 << 10;
  private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,15})[ \\t]*(;.*)?");

  private final boolean keepAlive;
  private boolean begun;
  private boolean ended;
  private long rest;

  ChunkedBody(Connection connection, ConnectionPool pool, Deadline deadline, boolean keepAlive) {
    super(connection, pool, deadline);
    this.keepAlive = keepAlive;
  }

  @Override
  int readSome(Connection from, Deadline by, byte[] target, int offset, int length)
      throws EngineException {
    if (rest == 0 && !ended) {
      nextChunk(from, by);
    }
    if (ended) {
      return -1;
    }
    int count = from.read(target, offset, (int) Math.min(length, rest), by);
    if (count < 0) {
      throw from.lost("the reply breaks off within a chunk");
    }
    rest -= count;
    return count;
  }

  @Override
  boolean leavesConnectionUsable() {
    return keepAlive;
  }

  private void nextChunk(Connection from, Deadline by) throws EngineException {
    if (begun && !line(from, by).isEmpty()) {
      throw from.invalid("sends a chunk that is longer than it said");
    }
    begun = true;
    String line = line(from, by);
    var size = SIZE.matcher(line);
    if (!size.matches()) {
      throw from.invalid("sends a broken chunk: " + ReplyHead.excerpt(line));
    }
    rest = Long.parseLong(size.group(1), 16);
    if (rest == 0) {
      skipTrailers(from, by);
      ended = true;
    }
  }

  private static void skipTrailers(Connection from, Deadline by) throws EngineException {
    var lines = new LineReader(from, by, ReplyHead.LARGEST);
    while (!lines.next().isEmpty()) {
      // Docker sends none; whoever does tells nothing that a reply needs.
    }
  }

  private static String line(Connection from, Deadline by) throws EngineException {
    return new LineReader(from, by, LONGEST_LINE).next();
  }
}
