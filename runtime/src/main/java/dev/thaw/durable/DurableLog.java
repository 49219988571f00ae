package dev.thaw.durable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file of lines that only grows. A line that was appended is on the disk.
 *
 * <p>Many threads share one flush: whoever finds the disk idle writes what all of them have
 * waiting. After a failure nothing can be appended any more, as nobody knows what is on the disk.
 * Several processes may append to one file: each batch is one write at its end.
 */
public final class DurableLog implements Closeable {
  private final Path path;
  private final Disk disk;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flushed = lock.newCondition();

  private List<byte[]> waiting = new ArrayList<>();
  private long appended;
  private long durable;
  private boolean flushing;
  private Throwable failure;

  /** Appends to a disk; what is told of failures names the path. */
  public DurableLog(Path path, Disk disk) {
    this.path = path;
    this.disk = disk;
  }

  /** Where lines go; used by one thread at a time. */
  public interface Disk extends Closeable {
    /** Writes all of it to the file's end; when this returns, it survives a loss of power. */
    void append(ByteBuffer lines) throws IOException;
  }

  /**
   * Opens a log, or begins one that only its owner can read.
   *
   * @throws IOException if that cannot be done, or something else than a plain file is there
   */
  public static DurableLog open(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(path.toString(), null, "not a plain file");
    }
    DurableLog log = onto(path);
    try {
      if (!endsWithLine(path)) {
        // A process was stopped within a line: what follows must not be joined to it.
        log.append(new byte[] {'\n'});
      }
      return log;
    } catch (IOException failure) {
      log.close();
      throw failure;
    }
  }

  /** Opens whatever is there, without looking at it. */
  static DurableLog onto(Path path) throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    return new DurableLog(
        path,
        new LogFile(FileChannel.open(
            path,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))));
  }

  /**
   * Appends a line, and returns when it is on the disk.
   *
   * @param line with its line end
   * @throws IOException if it is not, or the log has failed before
   */
  public void append(byte[] line) throws IOException {
    lock.lock();
    try {
      refuseAfterFailure();
      waiting.add(line);
      long mine = ++appended;
      while (durable < mine) {
        refuseAfterFailure();
        if (flushing) {
          flushed.awaitUninterruptibly();
        } else {
          flush();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whatever ends the writing early, those whose lines were among it must not take it for done. */
  private void flush() {
    List<byte[]> batch = waiting;
    waiting = new ArrayList<>();
    long last = appended;
    flushing = true;
    Throwable ended = new IllegalStateException("the writing was broken off");
    lock.unlock();
    try {
      disk.append(joined(batch));
      ended = null;
    } catch (IOException broken) {
      ended = broken;
    } finally {
      lock.lock();
      flushing = false;
      failure = ended;
      durable = ended == null ? last : durable;
      flushed.signalAll();
    }
  }

  private static ByteBuffer joined(List<byte[]> batch) {
    ByteBuffer bytes =
        ByteBuffer.allocate(batch.stream().mapToInt(line -> line.length).sum());
    batch.forEach(bytes::put);
    return bytes.flip();
  }

  /** Returns how many lines wait for the next flush. */
  int queued() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void refuseAfterFailure() throws IOException {
    if (failure != null) {
      throw new IOException(path + " cannot be written: " + failure.getMessage(), failure);
    }
  }

  private static boolean endsWithLine(Path path) throws IOException {
    try (FileChannel existing = FileChannel.open(path, StandardOpenOption.READ)) {
      if (existing.size() == 0) {
        return true;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      existing.read(last, existing.size() - 1);
      return last.get(0) == '\n';
    }
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }

  private record LogFile(FileChannel file) implements Disk {
    @Override
    public void append(ByteBuffer lines) throws IOException {
      while (lines.hasRemaining()) {
        file.write(lines);
      }
      file.force(true);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
