package dev.thaw.history;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Takes runs away that are to be kept no longer.
 *
 * @param most how many are kept
 * @param longest for how long after their beginning
 */
public record Pruning(int most, Duration longest) {
  /** What is kept if nobody says otherwise. */
  public static final Pruning USUAL = new Pruning(1_000, Duration.ofDays(90));

  /** Its time of change tells when this was done last. */
  private static final String MARK = "pruned";

  private static final Duration NOW_AND_THEN = Duration.ofHours(1);

  /** Beside the store, a run's journal is there as long as something of it is not taken back. */
  private static final String JOURNALS = "journals";

  /** How long half a run may lie about: it may be one that is just being made. */
  private static final Duration HALF = Duration.ofDays(1);

  private static final DateTimeFormatter BEGUN =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  /**
   * Does it if it was not done within the hour: what runs themselves do at their end.
   *
   * @throws IOException if something that is to go cannot be taken away
   */
  public void nowAndThen(RunStore store, InstantSource clock) throws IOException {
    Path mark = store.directory().resolve(MARK);
    if (Files.exists(mark, LinkOption.NOFOLLOW_LINKS)) {
      Instant before = Files.getLastModifiedTime(mark).toInstant();
      Duration since = Duration.between(before, clock.instant()).abs();
      if (since.compareTo(NOW_AND_THEN) < 0) {
        return;
      }
    }
    Files.deleteIfExists(mark);
    RunStore.publish(mark, new byte[0]);
    prune(store, clock);
  }

  /**
   * Does it now. Other processes may do the same at the same time.
   *
   * @return how many runs were taken away
   * @throws IOException if something that is to go cannot be taken away
   */
  public int prune(RunStore store, InstantSource clock) throws IOException {
    Instant now = clock.instant();
    List<String> ids = store.ids();
    int gone = 0;
    for (int place = 0; place < ids.size(); place++) {
      String id = ids.get(place);
      boolean old = place >= most || begun(id).isBefore(now.minus(longest));
      if (old && !needed(store, id) && remove(store, id)) {
        gone++;
      }
    }
    clearAway(store.directory(), now);
    return gone;
  }

  /**
   * The one place that says which runs must stay, however old they are: those that go on, and those
   * that have left something to take back. One whose record cannot be read goes when its time has
   * come.
   */
  private static boolean needed(RunStore store, String id) {
    if (Files.exists(store.directory().resolveSibling(JOURNALS).resolve(id + ".journal"))) {
      return true;
    }
    try {
      return store.read(id).filter(run -> run.state() == KeptRun.State.RUNNING).isPresent();
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static Instant begun(String id) {
    try {
      return LocalDateTime.parse(id.substring(0, id.indexOf('-')), BEGUN).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException noDate) {
      return Instant.EPOCH;
    }
  }

  /** Renamed first: whoever looks meanwhile sees all of it or nothing. */
  private static boolean remove(RunStore store, String id) throws IOException {
    Path leftOver = store.directory().resolve(RunStore.LEFT_OVER + id);
    try {
      Files.move(store.directory().resolve(id), leftOver, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      return false;
    }
    delete(leftOver);
    return true;
  }

  private static void clearAway(Path directory, Instant now) throws IOException {
    try (DirectoryStream<Path> halves = Files.newDirectoryStream(directory, ".{new,old}-*")) {
      for (Path half : halves) {
        if (changed(half).isBefore(now.minus(HALF))) {
          delete(half);
        }
      }
    }
  }

  private static Instant changed(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (NoSuchFileException gone) {
      return Instant.MAX;
    }
  }

  /** A run's directory holds files alone. */
  private static void delete(Path run) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException gone) {
      return;
    }
    Files.deleteIfExists(run);
  }
}
