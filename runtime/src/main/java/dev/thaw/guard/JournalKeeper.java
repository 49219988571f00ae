package dev.thaw.guard;

import dev.thaw.engine.EngineInfo;
import dev.thaw.event.Occurrence;
import dev.thaw.execute.Keeper;
import dev.thaw.journal.Beginning;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Journal;
import dev.thaw.journal.JournalFile;
import dev.thaw.journal.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps a run's holds in a journal, with a guardian to watch over it. */
public final class JournalKeeper implements Keeper {
  private final Opening opening;
  private final Introduction introduction;
  private final Guardian guardian;
  private final Records records;
  private final Consumer<String> complaint;
  private final boolean detaching;

  private Optional<Kept> kept = Optional.empty();
  private volatile boolean unaudited;

  /** Tells which run it is. */
  public interface Introduction {
    Beginning of(EngineInfo engine) throws IOException;
  }

  /** Makes a journal; the seam for storages that crash. */
  public interface Opening {
    Kept open(Beginning beginning) throws IOException;
  }

  /** Puts an event as the audit log would have had it. */
  public interface Records {
    Optional<byte[]> line(Occurrence occurrence) throws IOException;
  }

  /**
   * A journal, and how to remove it.
   *
   * @param path where it is, for the guardian
   */
  public record Kept(Path path, Journal journal, Removal removal) {
    /** Removes a journal that nothing is open in. */
    public interface Removal {
      void remove() throws IOException;
    }
  }

  /**
   * @param complaint told what could not be written down although it happened
   * @param detaching whether holds that end by themselves are left to the guardian
   */
  public JournalKeeper(
      Opening opening,
      Introduction introduction,
      Guardian guardian,
      Records records,
      Consumer<String> complaint,
      boolean detaching) {
    this.opening = opening;
    this.introduction = introduction;
    this.guardian = guardian;
    this.records = records;
    this.complaint = complaint;
    this.detaching = detaching;
  }

  /** Returns what makes journals in a directory. */
  public static Opening in(Path directory) {
    return beginning -> {
      JournalFile file = JournalFile.create(directory, beginning.run());
      return new Kept(
          file.path(), Journal.begin(file.path(), file.storage(), beginning), file::delete);
    };
  }

  @Override
  public synchronized void begin(EngineInfo engine) throws IOException {
    kept = Optional.of(opening.open(introduction.of(engine)));
    guardian.begin(kept.get().path());
  }

  @Override
  public void prepare(int holds) throws IOException {
    journal().reserve(holds);
    guardian.awaitReady();
  }

  @Override
  public void intend(Hold hold) throws IOException {
    journal().intend(hold);
  }

  @Override
  public void became(Hold hold, Progress progress) throws IOException {
    journal().became(hold.operation(), progress);
  }

  @Override
  public void unrecorded(Occurrence occurrence, Exception why) {
    try {
      Optional<byte[]> line = records.line(occurrence);
      if (line.isPresent()) {
        String text = new String(line.get(), StandardCharsets.UTF_8);
        complaint.accept("not in the audit log (" + why.getMessage() + "): " + text.strip());
        // Kept with the journal, until a recovery has put it into the audit log.
        unaudited = true;
        journal().unaudited(text);
      }
    } catch (IOException alsoBroken) {
      complaint.accept("nor in the journal: " + alsoBroken.getMessage());
    }
  }

  @Override
  public void unrecorded(Hold hold, Exception why) {
    complaint.accept("the journal does not say what became of " + hold.name() + ": "
        + why.getMessage() + ". A recovery will look at it again.");
  }

  @Override
  public synchronized void end(boolean over) throws IOException {
    if (kept.isEmpty()) {
      return;
    }
    Kept ending = kept.get();
    try (Journal journal = ending.journal()) {
      if (over) {
        journal.finish();
        if (!unaudited) {
          ending.removal().remove();
        }
      } else if (detaching) {
        journal.detach();
      }
    } finally {
      guardian.dismiss();
    }
  }

  @Override
  public boolean detaches() {
    return detaching;
  }

  private synchronized Journal journal() {
    return kept.orElseThrow().journal();
  }
}
