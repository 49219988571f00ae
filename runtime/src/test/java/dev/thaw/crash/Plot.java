package dev.thaw.crash;

import dev.thaw.crash.Deeds.Who;
import dev.thaw.engine.EngineException;
import dev.thaw.event.ExitCode;
import dev.thaw.event.RunEvent;
import dev.thaw.execute.Interruption;
import dev.thaw.journal.CrashingStorage;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** What goes wrong in one process, at which moment: its threads' fate. Thread safe. */
final class Plot implements Seams.Strikes {
  private static final Duration MOST = Duration.ofSeconds(9);

  private final Fault fault;
  private final int cut;
  private final int foreignAt;
  private final RandomGenerator random;
  private final List<String> targets;
  private final List<Late> late;

  final Interruption interruption = new Interruption();
  final Set<String> intended = ConcurrentHashMap.newKeySet();
  final List<String> violations = new ArrayList<>();
  private Seams seams;
  private CrashingStorage disk;
  private int moments;
  private boolean struck;
  private volatile boolean dead;
  private boolean gone;
  private boolean auditFull;

  /** What the engine does although nobody waits for it any more. */
  record Late(EngineCall call, Instant due) {}

  /**
   * @param cut at which moment it strikes
   * @param foreignAt at which moment somebody else does something; -1 for never
   * @param targets whom that may concern
   */
  Plot(
      Fault fault,
      int cut,
      int foreignAt,
      RandomGenerator random,
      List<String> targets,
      List<Late> late) {
    this.fault = fault;
    this.cut = cut;
    this.foreignAt = foreignAt;
    this.random = random;
    this.targets = targets;
    this.late = late;
  }

  void on(Seams where, CrashingStorage journal) {
    seams = where;
    disk = journal;
  }

  int moments() {
    return moments;
  }

  boolean struck() {
    return struck;
  }

  private void live() {
    if (dead) {
      throw new Died();
    }
  }

  @Override
  public void sleep(Duration time) {
    live();
    pass(time);
  }

  @Override
  public synchronized void check(EngineCall call, List<RunEvent> audit) {
    live();
    doLate();
    String container = Deeds.container(call);
    if (seams.who != Who.RUN || !call.mutates() || container.isEmpty()) {
      return;
    }
    String verb = Deeds.verb(call);
    if (verb.equals("pause") && !intended.contains(container)) {
      violations.add("paused before that was in the journal");
    }
    boolean told = audit.stream()
        .anyMatch(event -> event instanceof RunEvent.Intent intent
            && intent.operation().target().equals(container)
            && intent.operation().verb().equals(verb));
    if (!told && !verb.equals("unpause")) {
      violations.add(verb + " before that was in the audit log");
    }
  }

  /** Has the engine do what it has come to by now. */
  private void doLate() {
    Instant now = seams.time.now();
    for (Late each : List.copyOf(late)) {
      if (!each.due().isAfter(now)) {
        late.remove(each);
        act(each.call(), Who.RUN);
      }
    }
  }

  /** Has the engine do all that it was told, and lets the time pass that it takes. */
  synchronized void doAllLate() {
    late.forEach(each -> seams.time.await(each.due()));
    doLate();
  }

  /** Lets time pass, and the engine do in time what it was told. */
  synchronized void pass(Duration time) {
    Instant end = seams.time.now().plus(time);
    List.copyOf(late).stream()
        .map(Late::due)
        .filter(due -> !due.isAfter(end))
        .sorted()
        .forEach(due -> {
          seams.time.await(due);
          doLate();
        });
    seams.time.await(end);
  }

  private void act(EngineCall call, Who who) {
    Story.tell("engine: " + who + " " + call.target() + " at " + seams.time.now());
    try {
      seams.perform(call, who, MOST).close();
    } catch (EngineException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public synchronized void at(Moment moment, EngineCall call) throws IOException {
    live();
    int here = moments++;
    if (Story.TOLD) {
      Story.tell(seams.who + " " + here + " " + moment + " " + (call == null ? "" : call.target())
          + " at " + seams.time.now());
    }
    if (here == foreignAt) {
      actForeign();
    }
    if (here == cut && fault != Fault.NONE) {
      struck = true;
      strike(moment, call);
    }
    if (gone && !moment.file()) {
      throw moment == Moment.RECEIVED
          ? new EngineException(EngineException.Fault.LOST, "gone")
          : new EngineException(EngineException.Fault.UNREACHABLE, "gone");
    }
    if (auditFull && moment == Moment.AUDIT_WRITE) {
      throw new IOException("No space left on device");
    }
  }

  private void strike(Moment moment, EngineCall call) throws IOException {
    switch (fault) {
      case KILL -> {
        if (moment == Moment.SENT && random.nextInt(3) > 0) {
          later(call);
        }
        dead = true;
        throw new Died();
      }
      case TERM -> interruption.request(ExitCode.TERMINATED);
      case BUG -> throw new IllegalStateException("a bug");
      case DISK_FULL -> {
        int which = random.nextInt(3);
        auditFull = which != 0;
        if (which != 1) {
          disk.fill();
        }
      }
      case IO_ERROR -> fail(moment, call);
      case ENGINE_GONE -> gone = true;
      default -> throw new IllegalStateException();
    }
  }

  private void fail(Moment moment, EngineCall call) throws IOException {
    if (moment.file()) {
      throw new IOException("Input/output error");
    }
    if (moment != Moment.SENT || random.nextBoolean()) {
      throw new EngineException(
          moment == Moment.RECEIVED
              ? EngineException.Fault.LOST
              : EngineException.Fault.UNREACHABLE,
          "broken");
    }
    if (random.nextBoolean()) {
      later(call);
    }
    throw new EngineException(EngineException.Fault.LOST, "broken");
  }

  /** It had been under way for a while, and goes on for up to two seconds. */
  private void later(EngineCall call) {
    if (fault == Fault.KILL) {
      seams.time.advance(Duration.ofMillis(List.of(0, 0, 700, 5_000).get(random.nextInt(4))));
    }
    late.add(new Late(call, seams.time.now().plusMillis(random.nextInt(1_990))));
  }

  /** Somebody else does something to a container. */
  synchronized void actForeign() {
    String id = targets.get(random.nextInt(targets.size()));
    seams.time.advance(Duration.ofMillis(random.nextInt(60)));
    String path = "/containers/" + id;
    switch (random.nextInt(7)) {
      case 0, 1 -> act(EngineCall.post(path + "/unpause"), Who.FOREIGN);
      case 2 -> act(EngineCall.post(path + "/pause"), Who.FOREIGN);
      case 3, 4 -> {
        act(EngineCall.post(path + "/unpause"), Who.FOREIGN);
        seams.time.advance(Duration.ofMillis(random.nextInt(60)));
        act(EngineCall.post(path + "/pause"), Who.FOREIGN);
      }
      case 5 -> act(EngineCall.post(path + "/restart", Map.of("t", "1"), ""), Who.FOREIGN);
      default ->
        act(new EngineCall("DELETE", path, new TreeMap<>(Map.of("force", "1")), ""), Who.FOREIGN);
    }
    seams.time.advance(Duration.ofMillis(random.nextInt(60)));
  }
}
