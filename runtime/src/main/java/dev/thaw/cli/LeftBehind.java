package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineInfo;
import dev.thaw.engine.Workers;
import dev.thaw.event.ExitCode;
import dev.thaw.event.Sink;
import dev.thaw.guard.GuardianLog;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Journal;
import dev.thaw.journal.JournalContent;
import dev.thaw.journal.JournalDamagedException;
import dev.thaw.journal.JournalFile;
import dev.thaw.journal.Progress;
import dev.thaw.sink.AuditLog;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What runs have left that have died while they held containers: finds it, and takes it back. */
final class LeftBehind {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int NAMED = 10;

  private final CliContext context;
  private boolean quiet;
  private boolean damaged;

  LeftBehind(CliContext context) {
    this.context = context;
  }

  /** Has only told what somebody should know of. */
  LeftBehind quietly(boolean whether) {
    quiet = whether;
    return this;
  }

  /** What is done with a journal. */
  private interface Look {
    void at(JournalFile file) throws IOException, CliFailure;
  }

  /** Tells of what was left, and changes nothing. */
  void report() {
    try {
      tellOfGuardians(false);
      each(file -> {
        if (!file.guarded() && file.own()) {
          JournalContent content = Journal.read(file.storage());
          if (!content.open().isEmpty()) {
            warn(told(content) + ". Run thaw recover.");
          }
        }
      });
    } catch (IOException | CliFailure unreadable) {
      warn("journals of earlier runs cannot be read: " + unreadable.getMessage());
    }
  }

  /**
   * Takes back, before a run does anything, what others have left on its engine.
   *
   * @throws CliFailure if a guardian is about to and does not get it done
   */
  void recoverFirst(Engine engine, Workers workers, AuditLog log, Sink report)
      throws CliFailure, IOException {
    tellOfGuardians(true);
    each(file -> {
      awaitGuardian(file);
      // Also where nothing is open: it may hold what the audit log lacks, or have nobody else.
      if (taken(file)) {
        try {
          recover(engine, workers, log, report, file, true);
        } catch (EngineException unreadable) {
          throw EngineChoice.unreachable(unreadable.getMessage());
        }
      }
    });
  }

  /** Waits for a guardian whose run has died, but for one that waits for holds' time to come. */
  private static void awaitGuardian(JournalFile file) throws IOException, CliFailure {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (inherited(file) && !detached(file)) {
      if (System.nanoTime() - end > 0) {
        throw new CliFailure(
            ExitCode.BUSY,
            List.of(
                "what a run that has died held is being taken back by others: " + file.path()
                    + ". Nothing was done.",
                "A guardian goes on until the engine answers. See "
                    + GuardianLog.of(file.path()).path() + "."));
      }
      pause();
    }
  }

  /** Returns whether others are at work there, or about to: its run has died or ended. */
  private static boolean inherited(JournalFile file) throws IOException {
    if (file.inherited()) {
      return true;
    }
    boolean about = file.guarded() && file.own();
    file.disown();
    return about;
  }

  /** Takes a journal over that nobody is at work on, so that others wait for that. */
  private static boolean taken(JournalFile file) throws IOException {
    return !file.guarded() && file.own() && file.inherit();
  }

  private static boolean detached(JournalFile file) throws IOException {
    return glance(file).filter(JournalContent::detached).isPresent();
  }

  /** What somebody else is just writing may look damaged. */
  private static Optional<JournalContent> glance(JournalFile file) throws IOException {
    try {
      return Optional.of(Journal.read(file.storage()));
    } catch (JournalDamagedException written) {
      return Optional.empty();
    }
  }

  private static void pause() throws CliFailure {
    try {
      Thread.sleep(50);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new CliFailure(ExitCode.INTERRUPTED, "waiting was broken off. Nothing was done.");
    }
  }

  /**
   * Takes back all that was left on an engine.
   *
   * @param strict whether what the engine has forgotten about is left
   * @return {@code DONE} if nothing is left; {@code BUSY} or {@code UNKNOWN} if something is
   */
  ExitCode recover(Engine engine, Workers workers, AuditLog log, Sink report, boolean strict)
      throws IOException, CliFailure {
    tellOfGuardians(true);
    var codes = new ArrayList<ExitCode>();
    codes.add(ExitCode.DONE);
    each(file -> codes.add(recover(file, engine, workers, log, report, strict)));
    return damaged || codes.contains(ExitCode.UNKNOWN)
        ? ExitCode.UNKNOWN
        : codes.contains(ExitCode.BUSY) ? ExitCode.BUSY : ExitCode.DONE;
  }

  private ExitCode recover(
      JournalFile file, Engine engine, Workers workers, AuditLog log, Sink report, boolean strict)
      throws IOException {
    if (inherited(file)) {
      if (detached(file)) {
        mention("a guardian waits to end what was left to it: " + told(file));
        return ExitCode.DONE;
      }
      warn("a guardian, or another recovery, is at work: " + told(file));
      return ExitCode.BUSY;
    }
    if (!taken(file)) {
      mention("going on, so left alone: " + told(file));
      return ExitCode.DONE;
    }
    try {
      return recover(engine, workers, log, report, file, strict) ? ExitCode.DONE : ExitCode.UNKNOWN;
    } catch (EngineException unreadable) {
      warn(unreadable.getMessage() + ". Kept for later: " + told(file));
      return ExitCode.UNKNOWN;
    }
  }

  /** The caller owns the file. */
  private boolean recover(
      Engine engine, Workers workers, AuditLog log, Sink report, JournalFile file, boolean strict)
      throws IOException {
    JournalContent content = Journal.read(file.storage());
    List<JournalContent.Entry> open = content.open();
    if (!open.isEmpty()) {
      EngineInfo here = EngineInfo.read(engine);
      if (!here.id().equals(content.beginning().orElseThrow().engine())) {
        warn(told(content) + ". That is not the engine at " + here.address() + ".");
        return true;
      }
      warn(told(content) + ".");
      Journal journal = Journal.resume(file.path(), file.storage());
      Map<Hold, Progress> ends = new Recovering(engine, workers, log, context)
          .reporting(report)
          .recover(open, Optional.of(journal), strict);
      if (!ends.values().stream().allMatch(Progress::over)) {
        return false;
      }
      journal.finish();
    }
    for (String line : Journal.read(file.storage()).unaudited()) {
      log.append(line.getBytes(StandardCharsets.UTF_8));
    }
    file.delete();
    tellOf(GuardianLog.of(file.path()), true);
    return true;
  }

  /** What guardians had to say while nobody listened. */
  private void tellOfGuardians(boolean once) throws IOException, CliFailure {
    Optional<Path> directory = directory();
    if (directory.isPresent()) {
      for (GuardianLog log : GuardianLog.bereft(directory.get())) {
        tellOf(log, once);
      }
    }
  }

  private void tellOf(GuardianLog log, boolean once) throws IOException {
    Optional<List<String>> lines = log.lines();
    // Of several at a time who removes it tells of it.
    if (lines.isPresent() && (!once || log.remove()) && !lines.get().isEmpty()) {
      warn("the guardian of run " + log.run() + " reported:");
      lines.get().forEach(line -> context.err().println("  " + Printable.text(line)));
    }
  }

  private Optional<Path> directory() throws CliFailure {
    try {
      return Directories.journalsLeft(context);
    } catch (IOException unsafe) {
      throw new CliFailure(
          ExitCode.UNAUDITED,
          "journals of earlier runs cannot be used: " + unsafe.getMessage()
              + ". Nothing was done. Look into the folder, and see to it that it is yours alone.");
    }
  }

  /** One at a time, as closing a file lets go of all its locks. */
  private void each(Look look) throws IOException, CliFailure {
    Optional<Path> directory = directory();
    for (Path path : directory.isPresent() ? JournalFile.in(directory.get()) : List.<Path>of()) {
      Optional<JournalFile> opened = open(path);
      if (opened.isEmpty()) {
        continue;
      }
      try (JournalFile file = opened.get()) {
        look.at(file);
      } catch (JournalDamagedException broken) {
        warnOf(path, broken);
      }
    }
  }

  /** One that cannot be used must not keep the others from being looked at. */
  private Optional<JournalFile> open(Path path) {
    try {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(path.toString(), null, "not a plain file");
      }
      return JournalFile.open(path);
    } catch (IOException unusable) {
      warnOf(path, unusable);
      return Optional.empty();
    }
  }

  private void warnOf(Path path, IOException unusable) {
    damaged = true;
    warn("the journal " + path + " cannot be used: " + unusable.getMessage()
        + ". Look which containers are paused, thaw them by hand, and remove the file.");
  }

  private static String told(JournalFile file) throws IOException {
    return glance(file).map(LeftBehind::told).orElse(file.path().toString());
  }

  private static String told(JournalContent content) {
    String names = content.open().stream()
        .limit(NAMED)
        .map(entry -> entry.hold().name())
        .collect(Collectors.joining(", "));
    int more = content.open().size() - NAMED;
    return content
            .beginning()
            .map(run -> "run " + run.run() + " (" + run.script() + ", process " + run.pid() + ")")
            .orElse("a run")
        + " held " + (names.isEmpty() ? "nothing" : names)
        + (more > 0 ? " and " + more + " more" : "");
  }

  private void mention(String text) {
    if (!quiet) {
      warn(text);
    }
  }

  private void warn(String text) {
    context.err().println("thaw: " + Printable.text(text));
  }
}
