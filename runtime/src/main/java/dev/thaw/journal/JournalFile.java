package dev.thaw.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A journal's file, and the three locks on it that tell who is at work: the kernel holds them, and
 * lets go when the process ends, however it does. They lie behind all content, where nothing is
 * written.
 *
 * <p>A process must open one file only once at a time: closing it lets go of the process's locks.
 */
public final class JournalFile implements Closeable {
  private static final String SUFFIX = ".journal";
  private static final String UNSEEN = ".new";

  /** Who takes back what the journal holds: the run itself, its guardian, or a recovery. */
  private static final long OWNER = Long.MAX_VALUE - 2;

  /** Held by a guardian as long as it lives. */
  private static final long GUARDIAN = Long.MAX_VALUE - 1;

  /** Held by who takes back what a run has left, and owns the journal for that or is about to. */
  private static final long HEIR = Long.MAX_VALUE - 3;

  private static final int TRIES = 20;
  private static final long BETWEEN_TRIES = 5_000_000;

  private final Path path;
  private final FileChannel file;

  /** Kept from the garbage collector, as Java lets go of a lock that nobody knows any more. */
  private final Set<FileLock> locks = new HashSet<>();

  private JournalFile(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Makes the file of a run, and takes the owner's lock on it.
   *
   * @throws IOException if that cannot be done, or it is there already
   */
  public static JournalFile create(Path directory, String run) throws IOException {
    Path path = directory.resolve(run + SUFFIX);
    // Whoever looks for what dead runs have left sees it only when it is locked.
    Path unseen = directory.resolve(run + UNSEEN);
    Set<OpenOption> options = Set.of(
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        LinkOption.NOFOLLOW_LINKS);
    FileChannel file = FileChannel.open(
        unseen,
        options,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      var made = new JournalFile(path, file);
      if (!made.own()) {
        throw new FileSystemException(path.toString(), null, "locked by somebody else");
      }
      Files.move(unseen, path);
      forceNames(directory);
      return made;
    } catch (IOException unmade) {
      file.close();
      Files.deleteIfExists(unseen);
      throw unmade;
    }
  }

  /** A file is there after a loss of power only if its directory says so. */
  private static void forceNames(Path directory) throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /**
   * Opens a file that is there.
   *
   * @return nothing if it is gone
   * @throws IOException if it cannot be opened
   */
  public static Optional<JournalFile> open(Path path) throws IOException {
    try {
      return Optional.of(new JournalFile(
          path,
          FileChannel.open(
              path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  /** Returns the journals in a directory, the oldest first. */
  public static List<Path> in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).endsWith(SUFFIX))
          .sorted()
          .toList();
    }
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /** Takes the owner's lock; returns whether nobody else has it. */
  public boolean own() throws IOException {
    return lock(OWNER);
  }

  /** Lets go of the owner's lock. */
  public void disown() throws IOException {
    for (FileLock lock : List.copyOf(locks)) {
      if (lock.position() == OWNER) {
        lock.release();
        locks.remove(lock);
      }
    }
  }

  /** Takes the guardian's lock; returns whether nobody else has it. */
  public boolean guard() throws IOException {
    return insist(GUARDIAN);
  }

  /** Returns whether a guardian lives that is not this process. */
  public boolean guarded() throws IOException {
    return lockedByOthers(GUARDIAN);
  }

  /** Takes the heir's lock; returns whether nobody else has it. */
  public boolean inherit() throws IOException {
    return insist(HEIR);
  }

  /**
   * Returns whether a guardian or a recovery that is not this process has taken over: the owner's
   * lock alone does not tell them from the run.
   */
  public boolean inherited() throws IOException {
    return lockedByOthers(HEIR);
  }

  private boolean lockedByOthers(long place) throws IOException {
    try (FileLock lock = file.tryLock(place, 1, false)) {
      return lock == null;
    } catch (OverlappingFileLockException mine) {
      return false;
    }
  }

  /** Whoever asks whether it is held holds it for a moment himself. */
  private boolean insist(long place) throws IOException {
    for (int tries = 1; tries < TRIES; tries++) {
      if (lock(place)) {
        return true;
      }
      LockSupport.parkNanos(BETWEEN_TRIES);
    }
    return lock(place);
  }

  private boolean lock(long place) throws IOException {
    try {
      FileLock lock = file.tryLock(place, 1, false);
      return lock != null && locks.add(lock);
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** Returns the bytes as a journal uses them; closing it closes this. */
  public Storage storage() {
    return new Storage() {
      @Override
      public long size() throws IOException {
        return file.size();
      }

      @Override
      public void write(long at, ByteBuffer bytes) throws IOException {
        long place = at;
        while (bytes.hasRemaining()) {
          place += file.write(bytes, place);
        }
      }

      @Override
      public void force() throws IOException {
        file.force(true);
      }

      @Override
      public byte[] read() throws IOException {
        return Written.of(file, path);
      }

      @Override
      public void close() throws IOException {
        JournalFile.this.close();
      }
    };
  }

  /** Removes it: nothing of it is open any more. */
  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
