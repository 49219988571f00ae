package dev.thaw.guard;

import dev.thaw.journal.Hold;
import dev.thaw.journal.Journal;
import dev.thaw.journal.JournalContent;
import dev.thaw.journal.JournalDamagedException;
import dev.thaw.journal.JournalFile;
import dev.thaw.journal.Progress;
import dev.thaw.journal.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final InstantSource clock;
  private final CountDownLatch alone = new CountDownLatch(1);

  /** What was taken back of a run that hangs, and so does not write that down. */
  private final Set<Hold> settled = new HashSet<>();

  /** Takes back what is open. */
  public interface Ending {
    /**
     * Returns what became of each, as far as it could be tried.
     *
     * @param journal where that is written down; nothing where the run itself still writes there
     */
    Map<Hold, Progress> end(List<JournalContent.Entry> open, Optional<Journal> journal);
  }

  public Vigil(JournalFile file, InstantSource clock) {
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
        ending.end(overdue, Optional.empty()).forEach((hold, progress) -> {
          if (progress.over()) {
            settled.add(hold);
          }
        });
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
        .filter(entry -> !settled.contains(entry.hold()))
        .filter(entry -> entry
            .hold()
            .deadline()
            .filter(deadline -> deadline.isBefore(clock.instant()))
            .isPresent())
        .toList();
  }

  private void inherit(Ending ending) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!file.own()) {
      // The kernel closes the pipe a moment before it lets go of the lock.
      Thread.sleep(10);
      if (System.nanoTime() > end) {
        return;
      }
    }
    Storage storage = file.storage();
    Journal journal = Journal.resume(file.path(), storage);
    while (true) {
      JournalContent content = content();
      List<JournalContent.Entry> due = content.detached() ? overdue(content) : content.open();
      boolean tried = !due.isEmpty();
      if (tried) {
        ending.end(due, Optional.of(journal));
      }
      if (content().open().isEmpty()) {
        if (!content().finished()) {
          journal.finish();
        }
        if (content().unaudited().isEmpty()) {
          file.delete();
        }
        return;
      }
      if (!content.detached() && System.nanoTime() > end) {
        return;
      }
      Thread.sleep(tried ? BETWEEN_TRIES.toMillis() : LOOK.toMillis());
    }
  }
}
