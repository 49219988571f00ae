package dev.thaw.host;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * CRIU's log while it works. The engine removes that of a restore with the rest of what failed, and
 * that of a dump when it is done, some tenths of a second after CRIU began (measured on 26.1.5): so
 * it is opened as soon as it is there, and what is open can be read to its end whatever becomes of
 * its name.
 */
final class FleetingLog implements LogWatch {
  private static final long LOOK_EVERY = 5_000_000;

  private final List<Path> places;
  private final Thread waiting;
  private volatile boolean over;
  private SeekableByteChannel opened;

  /** @param places where it may come to be */
  FleetingLog(List<Path> places) {
    this.places = List.copyOf(places);
    this.waiting = new Thread(this::await, "thaw-restore-log");
    waiting.setDaemon(true);
  }

  FleetingLog begin() {
    waiting.start();
    return this;
  }

  private void await() {
    while (!over) {
      for (Path place : places) {
        if (open(place)) {
          return;
        }
      }
      LockSupport.parkNanos(LOOK_EVERY);
    }
  }

  private synchronized boolean open(Path place) {
    if (over) {
      return true;
    }
    try {
      opened =
          Files.newByteChannel(place, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      return true;
    } catch (IOException notThereYet) {
      return false;
    }
  }

  @Override
  public synchronized Optional<String> end() {
    try {
      return opened == null ? Optional.empty() : Optional.of(LogEnd.of(opened));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void close() {
    over = true;
    LockSupport.unpark(waiting);
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException alreadyGone) {
        opened = null;
      }
    }
  }
}
