package dev.thaw.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A disk with a cache before it. What was written and not forced is lost at a crash in any part:
 * whole, not at all, by pages, or up to some byte. Thread safe.
 */
public final class CrashingStorage implements Storage {
  private static final int PAGE = 512;

  private final List<Write> unforced = new ArrayList<>();
  private byte[] cache = new byte[0];
  private byte[] disk = new byte[0];
  private boolean full;
  private int forces;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Write(long at, byte[] bytes) {}

  /** Returns one that holds these bytes already. */
  public static CrashingStorage of(byte[] bytes) {
    var storage = new CrashingStorage();
    storage.cache = bytes.clone();
    storage.disk = bytes.clone();
    return storage;
  }

  /** From now on there is no more room than is in use. */
  public synchronized void fill() {
    full = true;
  }

  @Override
  public synchronized long size() {
    return cache.length;
  }

  @Override
  public synchronized void write(long at, ByteBuffer bytes) throws IOException {
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    if (full && at + all.length > cache.length) {
      throw new IOException("No space left on device");
    }
    unforced.add(new Write(at, all));
    cache = written(cache, at, all, 0, all.length);
  }

  @Override
  public synchronized void force() {
    disk = cache.clone();
    unforced.clear();
    forces++;
  }

  /** Returns how often it was forced. */
  public synchronized int forces() {
    return forces;
  }

  /** Returns what other processes read: with all that was written. */
  @Override
  public synchronized byte[] read() {
    return cache.clone();
  }

  /** Returns what the machine finds when it is back, by chance. */
  public synchronized byte[] survivors(RandomGenerator random) {
    byte[] bytes = disk.clone();
    for (Write write : unforced) {
      int length = write.bytes().length;
      switch (random.nextInt(4)) {
        case 0 -> bytes = written(bytes, write.at(), write.bytes(), 0, length);
        case 1 -> {
          // Not at all.
        }
        case 2 -> bytes = written(bytes, write.at(), write.bytes(), 0, random.nextInt(length + 1));
        default -> {
          for (int from = 0; from < length; from += PAGE) {
            if (random.nextBoolean()) {
              bytes =
                  written(bytes, write.at(), write.bytes(), from, Math.min(length, from + PAGE));
            }
          }
        }
      }
    }
    return bytes;
  }

  private static byte[] written(byte[] old, long at, byte[] bytes, int from, int to) {
    int end = Math.toIntExact(at + to);
    byte[] all = from < to && end > old.length ? Arrays.copyOf(old, end) : old.clone();
    System.arraycopy(bytes, from, all, Math.toIntExact(at) + from, to - from);
    return all;
  }

  @Override
  public void close() {}
}
