package dev.thaw.guard;

import dev.thaw.execute.RunClock;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Journal;
import dev.thaw.journal.JournalContent;
import dev.thaw.journal.JournalDamagedException;
import dev.thaw.journal.JournalFile;
import dev.thaw.journal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a guardian does: it waits for its run's end, and for deadlines of what the run holds;
 * whatever is open then it takes back.
 */
public final class Vigil {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  /** An engine that has been away for longer is for a recovery to find. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final JournalFile file;
  private final RunClock clock;
  private final CountDownLatch alone = new CountDownLatch(1);

  /**
   * When what a run that hangs had tried was taken back, as it does not write that down: what it
   * tries again is another matter.
   */
  private final Map<String, Instant> settled = new HashMap<>();

  /** When each hold is due, by the clock that nobody sets back. */
  private final Map<String, Long> due = new HashMap<>();

  /** Takes back what is open. */
  public interface Ending {
    /**
     * Returns what became of each, as far as it could be tried.
     *
     * @param journal where that is written down; nothing where the run itself still writes there
     */
    Map<Hold, Progress> end(List<JournalContent.Entry> open, Optional<Journal> journal);
  }

  /** Makes ready to watch over a run, as the only guardian of its journal. */
  public Vigil(JournalFile file, RunClock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Waits for the end of a stream that the run's process holds open. */
  public void watch(InputStream pipe) {
    var thread = new Thread(
        () -> {
          try {
            while (pipe.read() >= 0) {
              // Nothing is ever said on it.
            }
          } catch (IOException broken) {
            // As good as its end.
          }
          alone.countDown();
        },
        "pipe");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Keeps watch until nothing is left to do.
   *
   * @throws IOException if the journal cannot be read
   */
  public void keep(Ending ending) throws IOException, InterruptedException {
    while (!alone.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      Optional<JournalContent> content = contentNow();
      if (content.filter(JournalContent::finished).isPresent()) {
        return;
      }
      List<JournalContent.Entry> overdue = content.map(this::overdue).orElse(List.of());
      if (!overdue.isEmpty()) {
        // The run hangs: it can neither be asked nor written for.
        Map<Hold, Progress> ends = ending.end(overdue, Optional.empty());
        overdue.stream()
            .filter(entry ->
                ends.containsKey(entry.hold()) && ends.get(entry.hold()).over())
            .forEach(entry -> settled.put(entry.hold().operation(), entry.tried()));
      }
    }
    inherit(ending);
  }

  /**
   * While the run writes, what is read may be newer behind than before: then there is a next look.
   */
  private Optional<JournalContent> contentNow() throws IOException {
    try {
      return Optional.of(content());
    } catch (JournalDamagedException written) {
      return Optional.empty();
    }
  }

  private JournalContent content() throws IOException {
    return Journal.read(file.storage());
  }

  private List<JournalContent.Entry> overdue(JournalContent content) {
    return content.open().stream()
        .filter(entry -> !entry.tried().equals(settled.get(entry.hold().operation())))
        .filter(entry ->
            entry.hold().deadline().filter(end -> passed(entry.hold(), end)).isPresent())
        .toList();
  }

  /** Held against the wall clock when it is first seen and never again: that may be set anew. */
  private boolean passed(Hold hold, Instant deadline) {
    long now = clock.nanos();
    long at = due.computeIfAbsent(
        hold.operation(),
        first -> now + Duration.between(clock.wall().instant(), deadline).toNanos());
    return now - at >= 0;
  }

  private void inherit(Ending ending) throws IOException, InterruptedException {
    boolean heir = file.inherit();
    long owned = clock.nanos() + PATIENCE.toNanos();
    while (!heir || !file.own()) {
      // The kernel closes the pipe a moment before it lets go of the lock.
      Thread.sleep(10);
      heir = heir || file.inherit();
      if (clock.nanos() - owned > 0) {
        return;
      }
    }
    // Now it can be written down what became of them.
    settled.clear();
    Journal journal = Journal.resume(file.path(), file.storage());
    Optional<Long> end = Optional.empty();
    while (true) {
      List<JournalContent.Entry> ripe = ripe(content());
      if (!ripe.isEmpty()) {
        ending.end(ripe, Optional.of(journal));
      }
      JournalContent content = content();
      if (content.open().isEmpty()) {
        close(journal, content);
        return;
      }
      if (ripe.isEmpty()) {
        Thread.sleep(LOOK.toMillis());
        continue;
      }
      long now = clock.nanos();
      end = end.or(() -> Optional.of(now + PATIENCE.toNanos()));
      if (now - end.get() > 0) {
        return;
      }
      Thread.sleep(BETWEEN_TRIES.toMillis());
    }
  }

  /** What a run has left to its deadline waits for that; what has none was not to be left. */
  private List<JournalContent.Entry> ripe(JournalContent content) {
    if (!content.detached()) {
      return content.open();
    }
    List<JournalContent.Entry> overdue = overdue(content);
    return content.open().stream()
        .filter(entry -> entry.hold().deadline().isEmpty() || overdue.contains(entry))
        .toList();
  }

  /** A journal with lines that the audit log has yet to take is for a recovery. */
  private void close(Journal journal, JournalContent content) throws IOException {
    if (!content.finished()) {
      journal.finish();
    }
    if (content.unaudited().isEmpty()) {
      file.delete();
    }
  }
}
