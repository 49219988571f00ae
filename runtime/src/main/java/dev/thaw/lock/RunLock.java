package dev.thaw.lock;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

/** A lock that this process holds until it is closed, or ends in whatever way. */
public final class RunLock implements Claim, Closeable {
  private final FileChannel file;

  /** Kept from the garbage collector, as Java knows only by it that this process has the lock. */
  private final FileLock lock;

  RunLock(FileChannel file, FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Lets go of it. The file stays: were it deleted, who has it open already and who makes it anew
   * would each lock a file of his own.
   */
  @Override
  public void close() throws IOException {
    try (file) {
      file.truncate(0);
      lock.release();
    }
  }
}
