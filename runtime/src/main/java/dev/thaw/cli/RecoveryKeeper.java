package dev.thaw.cli;

import dev.thaw.engine.EngineInfo;
import dev.thaw.event.Occurrence;
import dev.thaw.execute.Keeper;
import dev.thaw.guard.JournalKeeper;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Journal;
import dev.thaw.journal.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Notes in a run's journal what others make of its holds. */
final class RecoveryKeeper implements Keeper {
  private final Optional<Journal> journal;
  private final JournalKeeper.Records records;
  private final Consumer<String> complaint;

  /** @param journal nothing where the run itself still writes to it */
  RecoveryKeeper(
      Optional<Journal> journal, JournalKeeper.Records records, Consumer<String> complaint) {
    this.journal = journal;
    this.records = records;
    this.complaint = complaint;
  }

  @Override
  public void begin(EngineInfo engine) {}

  @Override
  public void prepare(int holds) {}

  @Override
  public void intend(Hold hold) {}

  @Override
  public void became(Hold hold, Progress progress) throws IOException {
    if (journal.isPresent()) {
      journal.get().became(hold.operation(), progress);
    }
  }

  @Override
  public void unrecorded(Occurrence occurrence, Exception why) {
    complaint.accept("not in the audit log: " + why.getMessage());
    try {
      Optional<byte[]> line = records.line(occurrence);
      if (line.isPresent() && journal.isPresent()) {
        journal.get().unaudited(new String(line.get(), StandardCharsets.UTF_8));
      }
    } catch (IOException alsoBroken) {
      complaint.accept("nor in the journal: " + alsoBroken.getMessage());
    }
  }

  @Override
  public void unrecorded(Hold hold, Exception why) {
    complaint.accept(
        "the journal does not say what became of " + hold.name() + ": " + why.getMessage());
  }

  @Override
  public void end(boolean over) {}

  @Override
  public boolean detaches() {
    return false;
  }
}
