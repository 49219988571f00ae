package dev.thaw.journal;

import dev.thaw.durable.DurableLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Writes down what a run is to take back. What a method was told is on the disk when it returns;
 * many threads share one flush. Thread safe.
 *
 * <p>Space is reserved beforehand, so that what must be said of a hold's end can be said even where
 * the disk is full.
 */
public final class Journal implements Closeable {
  /** What one hold's records take at most: names are at most a few hundred bytes long. */
  static final int BYTES_PER_HOLD = 8 << 10;

  private final Space space;
  private final DurableLog log;

  private Journal(Path path, Space space) {
    this.space = space;
    this.log = new DurableLog(path, space);
  }

  /**
   * Begins a journal in an empty storage.
   *
   * @param path what failures name
   * @throws IOException if it cannot be written, or room for one hold cannot be reserved
   */
  public static Journal begin(Path path, Storage storage, Beginning beginning) throws IOException {
    var journal = new Journal(path, new Space(storage, new Frames.End(0, 0)));
    journal.reserve(1);
    journal.write(new JournalRecord.Begun(beginning));
    return journal;
  }

  /**
   * Goes on with a journal that another process has left.
   *
   * @throws IOException if it is damaged, or cannot be read
   */
  public static Journal resume(Path path, Storage storage) throws IOException {
    return new Journal(path, new Space(storage, Frames.end(storage.read())));
  }

  /**
   * Returns what a journal says.
   *
   * @throws IOException if it is damaged, or cannot be read
   */
  public static JournalContent read(Storage storage) throws IOException {
    var records = new ArrayList<JournalRecord>();
    for (byte[] line : Frames.lines(bytes(storage))) {
      try {
        records.add(JournalRecord.read(line));
      } catch (IOException malformed) {
        throw new JournalDamagedException("it holds what no run writes: ", malformed);
      }
    }
    return JournalContent.of(records);
  }

  private static byte[] bytes(Storage storage) throws JournalDamagedException {
    try {
      return storage.read();
    } catch (IOException unreadable) {
      throw new JournalDamagedException("", unreadable);
    }
  }

  /**
   * Makes sure of room for so many more holds, their ends included.
   *
   * @throws IOException if there is not that much
   */
  public void reserve(int holds) throws IOException {
    space.reserve((long) holds * BYTES_PER_HOLD);
  }

  /** Says what is about to be done. Only when this has returned may it be. */
  public void intend(Hold hold) throws IOException {
    write(new JournalRecord.Intended(hold));
  }

  /** Says what became of a hold. */
  public void became(String operation, Progress progress) throws IOException {
    write(new JournalRecord.Became(operation, progress));
  }

  /** Keeps a line that the audit log could not take. */
  public void unaudited(String line) throws IOException {
    write(new JournalRecord.Unaudited(line));
  }

  /** Says that what is open is left to its deadline. */
  public void detach() throws IOException {
    write(new JournalRecord.Detached());
  }

  /** Says that nothing is left to do. */
  public void finish() throws IOException {
    write(new JournalRecord.Finished());
  }

  private void write(JournalRecord line) throws IOException {
    log.append(line.bytes());
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  /** The storage from where the last frame ends; each flush is a frame. */
  private static final class Space implements DurableLog.Disk {
    private static final int BLOCK = 64 << 10;

    private final Storage storage;
    private long at;
    private int number;
    private long promised;

    private Space(Storage storage, Frames.End end) {
      this.storage = storage;
      this.at = end.at();
      this.number = end.number();
    }

    @Override
    public synchronized void append(ByteBuffer lines) throws IOException {
      ByteBuffer frame = Frames.frame(number, lines);
      int length = frame.remaining();
      storage.write(at, frame);
      storage.force();
      at += length;
      number++;
    }

    /** Zeros, and not a hole: a hole is room that is looked for when it is needed. */
    private synchronized void reserve(long more) throws IOException {
      promised += more;
      long size = storage.size();
      if (size >= promised) {
        return;
      }
      while (size < promised) {
        storage.write(size, ByteBuffer.allocate(BLOCK));
        size += BLOCK;
      }
      storage.force();
    }

    @Override
    public void close() throws IOException {
      storage.close();
    }
  }
}
