package dev.thaw.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** Reads the end of a log, where it stands what went wrong, and its first lines. */
final class LogEnd {
  /** CRIU's log of a small container has 60 KiB. */
  private static final int MOST = 256 << 10;

  /** Who has written it stands there. */
  private static final int HEAD = 4 << 10;

  private LogEnd() {}

  static String of(SeekableByteChannel log) throws IOException {
    long size = log.size();
    return size <= MOST
        ? piece(log, 0, (int) size)
        : piece(log, 0, HEAD) + "\n" + piece(log, size - MOST, MOST);
  }

  private static String piece(SeekableByteChannel log, long from, int length) throws IOException {
    log.position(from);
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (log.read(bytes) < 0) {
        break;
      }
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
