package dev.thaw.lock;

import dev.thaw.execute.RunClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The locks in one directory. Each is the kernel's own on a file (fcntl(2)), which lets go of it
 * when the process ends, however it does; what stands in the file only names the holder. A process
 * has one of these for a directory. Thread safe.
 */
public final class RunLocks {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int MOST_READ = 16 << 10;
  private static final Set<OpenOption> READ_AND_WRITE = Set.of(
      StandardOpenOption.CREATE,
      StandardOpenOption.READ,
      StandardOpenOption.WRITE,
      LinkOption.NOFOLLOW_LINKS);

  private final Path directory;

  /** What must not be closed while this process holds the file's lock: that would let go of it. */
  private final List<FileChannel> keptOpen = new ArrayList<>();

  /** Takes a directory that exists, and that only those may write to who may take its locks. */
  public RunLocks(Path directory) {
    this.directory = directory;
  }

  /** Tells who this process is, once it holds a lock. */
  @FunctionalInterface
  public interface Introduction {
    Holder holder() throws IOException;
  }

  /**
   * Takes a lock, or tells who holds it.
   *
   * @param me asked if it is taken
   * @throws IOException if the file cannot be opened, locked or written
   */
  public synchronized Claim claim(LockName name, Introduction me) throws IOException {
    FileChannel file = FileChannel.open(
        directory.resolve(name.fileName()),
        READ_AND_WRITE,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean keep = false;
    try {
      FileLock lock = file.tryLock();
      if (lock == null) {
        return new Claim.Busy(Holder.read(content(file)));
      }
      write(file, me.holder());
      keep = true;
      return new RunLock(file, lock);
    } catch (OverlappingFileLockException heldByThisProcess) {
      keep = keptOpen.add(file);
      return new Claim.Busy(Holder.read(content(file)));
    } finally {
      if (!keep) {
        file.close();
      }
    }
  }

  /**
   * Takes a lock as soon as it is free. Who waits longest has no precedence.
   *
   * @param patience how long at most; nothing for as long as it takes
   * @param announce told once, if there is somebody to wait for
   * @throws IOException if the file cannot be opened, locked or written
   * @throws InterruptedException if the thread was told to stop waiting
   */
  public Claim await(
      LockName name,
      Introduction me,
      Optional<Duration> patience,
      RunClock clock,
      Consumer<Claim.Busy> announce)
      throws IOException, InterruptedException {
    long begun = clock.nanos();
    Claim claim = claim(name, me);
    if (claim instanceof Claim.Busy busy) {
      announce.accept(busy);
    }
    while (claim instanceof Claim.Busy) {
      Duration waited = Duration.ofNanos(clock.nanos() - begun);
      Duration left = patience.map(most -> most.minus(waited)).orElse(LOOK_AGAIN);
      if (left.isNegative() || left.isZero()) {
        return claim;
      }
      clock.sleep(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
      claim = claim(name, me);
    }
    return claim;
  }

  private static void write(FileChannel file, Holder holder) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(holder.json());
    file.truncate(0);
    while (line.hasRemaining()) {
      file.write(line);
    }
  }

  private static byte[] content(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_READ);
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        break;
      }
    }
    byte[] read = new byte[bytes.position()];
    bytes.flip().get(read);
    return read;
  }
}
