package dev.thaw.execute;

import dev.thaw.catalog.OperationCatalog;
import dev.thaw.engine.EngineClock;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineInfo;
import dev.thaw.event.Occurrence;
import dev.thaw.event.Operation;
import dev.thaw.event.Outcome;
import dev.thaw.event.SinkFailure;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Progress;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** What one run holds, and is to take back. Thread safe. */
final class Holds {
  /** How much longer than a hold may last others leave it to the run to end it. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** An engine that is being started again is back by then. */
  private static final Duration TO_TAKE_BACK = Duration.ofMinutes(2);

  private final Keeper keeper;
  private final boolean none;
  private final Map<String, Node.Release> releases = new LinkedHashMap<>();
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final AtomicBoolean takenBack = new AtomicBoolean();
  private final AtomicBoolean chainBroken = new AtomicBoolean();
  private final AtomicBoolean unrecorded = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Set<String> expired = ConcurrentHashMap.newKeySet();
  /** When the first operation of each was about to be done, by the run's own time. */
  private final Map<String, Long> since = new ConcurrentHashMap<>();

  private volatile Duration ahead = Duration.ZERO;

  Holds(OperationGraph graph, Keeper keeper) {
    this.keeper = keeper;
    this.none = !graph.holds();
    graph.releases().forEach(release -> releases.put(release.of(), release));
  }

  /** Returns whether the graph holds anything at all. */
  boolean none() {
    return none;
  }

  /**
   * Begins to keep what is held.
   *
   * @throws SinkFailure if it cannot be kept
   * @throws EngineException if the engine does not tell its time
   */
  void begin(RunContext run, EngineInfo engine) throws EngineException {
    if (none()) {
      return;
    }
    ahead = run.patience.ask(() -> EngineClock.offset(run.engine, run.clock.wall(), PATIENCE));
    record(() -> keeper.begin(engine));
  }

  /**
   * Prepares for a step's targets.
   *
   * @throws SinkFailure if what it holds could not be kept whatever happens
   */
  void prepare(Node.Step step, int targets) {
    boolean held = releases.containsKey(step.id());
    int each = (int) step.actions().stream().filter(Action::held).count() + (held ? 1 : 0);
    if (each > 0 && targets > 0) {
      record(() -> keeper.prepare(each * targets));
    }
  }

  /**
   * Says what is about to be done, if it is to be taken back.
   *
   * @throws SinkFailure if that could not be kept: then it must not be done
   */
  void intend(RunContext run, Operation operation, Snapshot before) throws EngineException {
    Node.Release release = releases.get(operation.step());
    if (release == null && !operation.action().held()) {
      return;
    }
    Operation back = release == null ? undoing(operation) : undoing(operation, release);
    Optional<Duration> limit = release == null ? Optional.empty() : release.limit();
    since.putIfAbsent(back.step(), run.clock.nanos());
    Instant now = run.clock.wall().instant();
    var hold = new Hold(
        operation.id(),
        operation.target(),
        operation.name(),
        operation.image(),
        before.inspection().startedAt(),
        before.state().word(),
        back.action().operation().name(),
        calls(run, operation, back.action(), before).stream()
            .map(call -> call.method() + " " + call.target())
            .toList(),
        now.plus(ahead),
        operation.action().deadline(before.inspection()),
        limit.map(most -> now.plus(most).plus(GRACE)));
    record(() -> keeper.intend(hold));
    synchronized (held) {
      held.computeIfAbsent(operation.id(), id -> new Held(back, hold, hold.at(), Progress.INTENDED))
          .tried(hold.at());
    }
  }

  private static Operation undoing(Operation operation, Node.Release release) {
    return new Operation(
        release.id() + ".1." + operation.target().substring(0, 12),
        release.id(),
        release.action(),
        operation.target(),
        operation.name(),
        operation.image());
  }

  /** Takes back one of a chain, where those after it did not come about. */
  private static Operation undoing(Operation operation) {
    Action held = operation.action();
    return new Operation(
        operation.id() + ".back",
        operation.step(),
        Action.of(
            OperationCatalog.named(held.operation().undoing().verb()),
            Arguments.NONE,
            Action.ALWAYS,
            TO_TAKE_BACK,
            held.span()),
        operation.target(),
        operation.name(),
        operation.image());
  }

  private static List<EngineCall> calls(
      RunContext run, Operation operation, Action back, Snapshot before) throws EngineException {
    var action = operation.action();
    Snapshot after = action.operation().goal(action.arguments()).expected(before);
    return back.operation().lower(after, back.arguments(), run.engine.dialect()).calls();
  }

  /** Notes how an operation has ended that may be to be taken back. */
  void settle(Operation operation, Outcome outcome, Optional<Boolean> changed) {
    Held mine;
    synchronized (held) {
      mine = held.get(operation.id());
    }
    if (mine == null) {
      return;
    }
    boolean ours = changed.orElse(false);
    boolean noneOfUs = outcome == Outcome.UNCHANGED || outcome == Outcome.DENIED;
    become(mine, ours ? Progress.OURS : noneOfUs ? Progress.NOT_OURS : Progress.DOUBTFUL);
  }

  /** Notes what became of a hold; whoever finds it otherwise looks for himself. */
  void become(Held mine, Progress progress) {
    mine.progress(progress);
    if (progress == Progress.TAKEN_BACK) {
      takenBack.set(true);
    }
    try {
      keeper.became(mine.hold(), progress);
    } catch (IOException unwritten) {
      // Less is written than is so, which whoever takes over finds out: nothing is lost by it.
      unrecorded.set(true);
      keeper.unrecorded(mine.hold(), unwritten);
    }
  }

  /** Returns what an operation holds, if it is still to be taken back. */
  Optional<Held> of(Operation operation) {
    synchronized (held) {
      return Optional.ofNullable(held.get(operation.id()))
          .filter(each -> !each.progress().over());
    }
  }

  /** Returns whether anything was taken back. */
  boolean takenBack() {
    return takenBack.get();
  }

  /** Notes that a chain has failed which held something, and that this is taken back for it. */
  void breakChain() {
    chainBroken.set(true);
  }

  /** Returns whether a chain has failed that held something. */
  boolean chainBroken() {
    return chainBroken.get();
  }

  /** Returns what a step holds. */
  List<Held> of(String step) {
    synchronized (held) {
      return held.values().stream()
          .filter(each -> each.operation().step().equals(releases.get(step).id()))
          .filter(each -> !each.progress().over())
          .toList();
    }
  }

  /** Returns how many of what a step held did not stay so until it was taken back. */
  int broken(String step) {
    synchronized (held) {
      return (int) held.values().stream()
          .filter(each -> each.operation().step().equals(releases.get(step).id()))
          .filter(Held::broken)
          .count();
    }
  }

  /** Returns all that is held. */
  List<Held> open() {
    synchronized (held) {
      return held.values().stream().filter(each -> !each.progress().over()).toList();
    }
  }

  /** Returns what the run itself is still to take back: all but what it leaves to others. */
  List<Held> due() {
    Set<String> left = releases.values().stream()
        .filter(this::leaves)
        .map(Node.Release::id)
        .collect(Collectors.toSet());
    return open().stream()
        .filter(each -> !left.contains(each.operation().step()))
        .toList();
  }

  /** Returns whether the run leaves it to others to end that: what lasts for a time, if told so. */
  boolean leaves(Node.Release release) {
    return release.lasting().isPresent() && keeper.detaches();
  }

  /** Returns the engine's clock's present moment. */
  Instant engineNow(RunContext run) {
    return run.clock.wall().instant().plus(ahead);
  }

  /** Says that the run is over, once. */
  void end() throws IOException {
    if (!none() && ended.compareAndSet(false, true)) {
      keeper.end(open().isEmpty());
    }
  }

  /** Returns whether the run has said that it is over. */
  boolean ended() {
    return ended.get();
  }

  /** Takes an event of a hold's end that a required sink could not. */
  void unrecorded(Occurrence occurrence, Exception why) {
    unrecorded.set(true);
    keeper.unrecorded(occurrence, why);
  }

  /** Returns whether anything went on without its record. */
  boolean unrecorded() {
    return unrecorded.get();
  }

  private interface Keeping {
    void keep() throws IOException;
  }

  private static void record(Keeping keeping) {
    try {
      keeping.keep();
    } catch (IOException unkept) {
      throw new SinkFailure("the journal", unkept);
    }
  }

  /** Returns how much longer something may be held; where nothing is, how long it might be. */
  Duration left(RunContext run, Node.Release release, Duration atMost) {
    Long first = since.get(release.id());
    return first == null ? atMost : atMost.minusNanos(run.clock.nanos() - first);
  }

  /** Notes that what a step holds was held for as long as it may be. */
  void expire(Node.Release release) {
    expired.add(release.id());
  }

  /**
   * Returns whether it was held for as long as it may be: also where nobody could say so yet, as
   * the whole process stood still and others have ended the hold meanwhile.
   */
  boolean expired(RunContext run, Node.Release release) {
    return expired.contains(release.id())
        || release
            .atMost()
            .filter(atMost -> left(run, release, atMost).isNegative())
            .isPresent();
  }
}
