package dev.thaw.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes that were written to a file which has room reserved behind them.
 *
 * <p>Of what thousands of holds have reserved most is never written: a guardian has a small heap,
 * and looks once a second.
 */
final class Written {
  private static final int BLOCK = 64 << 10;

  /** Thirty thousand holds reserve less. */
  private static final long LARGEST = 256 << 20;

  private Written() {}

  /**
   * Returns all bytes up to the last that is not zero.
   *
   * @throws IOException if they cannot be read, or the file is larger than any journal
   */
  static byte[] of(FileChannel file, Path path) throws IOException {
    if (file.size() > LARGEST) {
      throw new FileSystemException(
          path.toString(), null, "larger than any journal: " + file.size() + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate(end(file));
    while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
      // Read on: it may come in parts.
    }
    return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
  }

  private static int end(FileChannel file) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long start = (file.size() - 1) / BLOCK * BLOCK; start >= 0; start -= BLOCK) {
      block.clear();
      while (block.hasRemaining() && file.read(block, start + block.position()) >= 0) {
        // Read on: it may come in parts.
      }
      block.flip();
      if (block.mismatch(zeros.slice(0, block.limit())) < 0) {
        continue;
      }
      int at = block.limit();
      while (block.get(at - 1) == 0) {
        at--;
      }
      return Math.toIntExact(start + at);
    }
    return 0;
  }
}
