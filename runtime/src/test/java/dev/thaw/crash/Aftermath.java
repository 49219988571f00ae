package dev.thaw.crash;

import dev.thaw.crash.Deeds.Who;
import dev.thaw.engine.EngineInfo;
import dev.thaw.event.EventBus;
import dev.thaw.event.Occurrence;
import dev.thaw.execute.Keeper;
import dev.thaw.execute.Recovery;
import dev.thaw.journal.CrashingStorage;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Journal;
import dev.thaw.journal.JournalContent;
import dev.thaw.journal.Progress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What comes after a run: what its disk still holds, and a recovery, twice; one may die as well.
 */
final class Aftermath {
  private static final List<Integer> PAUSES = List.of(0, 0, 300, 1_000, 5_000, 60_000);

  private final CrashRun run;
  private final List<String> violations;
  private CrashingStorage disk;

  Aftermath(CrashRun run) {
    this.run = run;
    this.violations = run.plot.violations;
  }

  void recover() {
    boolean powerLost = run.fault == Fault.KILL && run.random.nextBoolean();
    if (run.removed && !(powerLost && run.random.nextBoolean())) {
      return;
    }
    disk = CrashingStorage.of(powerLost ? run.disk.survivors(run.random) : run.disk.read());
    run.plot.pass(Duration.ofMillis(PAUSES.get(run.random.nextInt(PAUSES.size()))));
    try {
      JournalContent content = Journal.read(disk);
      run.kept.lost(content).forEach(lost -> violations.add("lost: " + lost));
      boolean strict = run.random.nextInt(4) > 0;
      if (run.random.nextInt(4) == 0) {
        recover(strict, run.random.nextInt(30));
        disk =
            CrashingStorage.of(run.random.nextBoolean() ? disk.read() : disk.survivors(run.random));
      }
      recover(strict, -1);
      int before = run.deeds.count();
      recover(true, -1);
      if (run.deeds.all().subList(before, run.deeds.count()).stream()
          .anyMatch(deed -> deed.who() == Who.RECOVERY)) {
        violations.add("the second recovery has done something");
      }
      Journal.read(disk)
          .open()
          .forEach(entry -> violations.add("unfinished: " + entry.hold().name()));
    } catch (IOException unreadable) {
      violations.add("the journal cannot be read: " + unreadable);
    }
  }

  private void recover(boolean strict, int cut) throws IOException {
    List<JournalContent.Entry> open = Journal.read(disk).open();
    if (open.isEmpty()) {
      return;
    }
    int foreignAt = run.random.nextInt(6) == 0 ? run.random.nextInt(30) : -1;
    var plot = new Plot(Fault.KILL, cut, foreignAt, run.random.split(), run.targets, run.late);
    var seams = new Seams(run.simulator, run.time, run.deeds, Who.RECOVERY, plot);
    plot.on(seams, disk);
    Story.tell("recovery, strict " + strict + ": " + open);
    Journal journal = Journal.resume(CrashRun.PATH, seams.storage(disk));
    try {
      Map<Hold, Progress> ends = new Recovery(
              seams.engine(),
              run.simulator.gauge(),
              run.workers,
              new EventBus(
                  Clock.systemUTC(),
                  List.of(seams.log()),
                  List.of(CrashRun.told()),
                  complaint -> {}),
              seams.clock(),
              run.random.split(),
              new Notes(journal),
              strict)
          .recover(open);
      if (ends.values().stream().allMatch(Progress::over)) {
        journal.finish();
      }
    } catch (Died killed) {
      if (cut < 0) {
        throw killed;
      }
    } catch (IllegalStateException killed) {
      if (cut < 0 || !(killed.getCause() instanceof Died)) {
        throw killed;
      }
    }
  }

  /** Notes in the journal what becomes of holds. */
  private record Notes(Journal journal) implements Keeper {
    @Override
    public void begin(EngineInfo engine) {}

    @Override
    public void prepare(int holds) {}

    @Override
    public void intend(Hold hold) {}

    @Override
    public void became(Hold hold, Progress progress) throws IOException {
      journal.became(hold.operation(), progress);
    }

    @Override
    public void unrecorded(Occurrence occurrence, Exception why) {}

    @Override
    public void unrecorded(Hold hold, Exception why) {}

    @Override
    public void end(boolean over) {}

    @Override
    public boolean detaches() {
      return false;
    }
  }
}
