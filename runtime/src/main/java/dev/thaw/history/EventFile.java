package dev.thaw.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a run's events: gathered in memory until there is a file for them, and handed to the
 * system when somebody says so. Nothing waits for the disk. Used by one thread at a time.
 */
final class EventFile extends OutputStream {
  private static final int MUCH = 64 << 10;

  private byte[] gathered = new byte[8 << 10];
  private int length;
  private FileChannel file;

  /** Begins the file, with all that was gathered so far. */
  void begin(Path path) throws IOException {
    file = RunStore.open(path);
    push();
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (length + count > gathered.length) {
      gathered = Arrays.copyOf(gathered, Math.max(2 * gathered.length, length + count));
    }
    System.arraycopy(bytes, offset, gathered, length, count);
    length += count;
    if (file != null && length > MUCH) {
      push();
    }
  }

  /** Whoever writes a line flushes it; how often that is worth a call of the system, we know. */
  @Override
  public void flush() {}

  /** Hands what was gathered to the system: from then on it outlives this process. */
  void push() throws IOException {
    if (file == null) {
      return;
    }
    ByteBuffer left = ByteBuffer.wrap(gathered, 0, length);
    while (left.hasRemaining()) {
      file.write(left);
    }
    length = 0;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
