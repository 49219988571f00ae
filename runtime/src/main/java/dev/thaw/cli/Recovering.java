package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Workers;
import dev.thaw.event.EventBus;
import dev.thaw.event.Sink;
import dev.thaw.execute.Recovery;
import dev.thaw.execute.RunClock;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Journal;
import dev.thaw.journal.JournalContent;
import dev.thaw.journal.Progress;
import dev.thaw.sink.AuditLog;
import dev.thaw.text.Printable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Takes back holds of another run on an open engine, with an audit log and a report. */
final class Recovering {
  private final Engine engine;
  private final Workers workers;
  private final AuditLog log;
  private final CliContext context;
  private List<Sink> reports = List.of();

  Recovering(Engine engine, Workers workers, AuditLog log, CliContext context) {
    this.engine = engine;
    this.workers = workers;
    this.log = log;
    this.context = context;
  }

  /** Has what happens reported. */
  Recovering reporting(Sink report) {
    reports = List.of(report);
    return this;
  }

  /**
   * Takes them back.
   *
   * @param journal where that is written down; nothing where the run itself still writes there
   * @param strict whether what the engine has forgotten about is left
   * @throws EngineException if the engine cannot be asked: then nothing was done
   */
  Map<Hold, Progress> recover(
      List<JournalContent.Entry> open, Optional<Journal> journal, boolean strict)
      throws EngineException {
    Consumer<String> complaint = text -> context.err().println("thaw: " + Printable.text(text));
    return new Recovery(
            engine,
            EngineChoice.gauge(engine),
            workers,
            new EventBus(Clock.systemUTC(), List.of(log), reports, complaint),
            RunClock.system(),
            new SplittableRandom(),
            new RecoveryKeeper(journal, log::line, complaint),
            strict)
        .recover(open);
  }
}
