package dev.thaw.execute;

import dev.thaw.engine.EngineEvent;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EventHistory;
import dev.thaw.event.Outcome;
import dev.thaw.fact.Snapshot;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Takes back what is held: only what is ours, and only as long as it is. The same for a run that
 * ends, its guardian, and a recovery.
 */
final class Releasing {
  /**
   * How long a request that was sent may still have its effect after whoever sent it has gone: from
   * now on, as nobody knows how long it had been under way.
   */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private static final Duration NAP = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** So much longer than its request may be under way the engine may take to do it. */
  private static final Duration AFTERMATH = Duration.ofSeconds(5);

  /** Two clocks of one machine never differ more; an event's moment is the engine's own. */
  private static final Duration SLACK = Duration.ofMillis(20);

  private final RunContext run;
  private final InstantSource engineTime;
  private final boolean strict;
  private Optional<EventHistory> history = Optional.empty();
  private Optional<EngineException> unanswered = Optional.empty();
  private boolean asked;

  /**
   * @param run of which no wish to end is heard, whose questions are patient, and that goes on if
   *     something cannot be recorded
   * @param engineTime the engine's clock
   * @param strict whether what nobody has watched since is left where the engine has forgotten it
   */
  Releasing(RunContext run, InstantSource engineTime, boolean strict) {
    this.run = run;
    this.engineTime = engineTime;
    this.strict = strict;
  }

  /**
   * Takes holds back, side by side, each unless another has.
   *
   * @param ended is told what became of each
   * @return that of all
   */
  List<Progress> end(List<Held> holds, BiConsumer<Held, Progress> ended) throws EngineException {
    // What may come about meanwhile must be in the history that all are judged by.
    run.workers.map(holds, this::settle);
    return run.workers.map(holds, held -> claimed(held, ended));
  }

  private Progress claimed(Held held, BiConsumer<Held, Progress> ended) {
    held.claim();
    try {
      if (held.progress().over()) {
        return held.progress();
      }
      Progress progress = end(held);
      ended.accept(held, progress);
      return progress;
    } finally {
      held.unclaim();
    }
  }

  private Progress end(Held held) {
    var fitness = new Fitness(held);
    Outcome outcome =
        new OperationRun(run, held.operation(), unlimited()).unless(fitness::objection);
    return switch (outcome) {
      case CHANGED -> Progress.TAKEN_BACK;
      case UNCHANGED -> Progress.MOOT;
      case SKIPPED -> fitness.left;
      default -> held.progress();
    };
  }

  private TimeLimit unlimited() {
    return new TimeLimit(run.clock, Optional.empty(), "");
  }

  /** Later than that no pause is ours. */
  private static Instant lastOurs(Held held) {
    return held.tried().plus(held.hold().within()).plus(AFTERMATH);
  }

  /** What may still have its effect is waited for: the daemon goes on without its client. */
  private Held settle(Held held) {
    boolean longAgo = engineTime.instant().isAfter(lastOurs(held));
    long end = run.clock.nanos() + SETTLING.toNanos();
    while (held.progress() != Progress.OURS && !longAgo && run.clock.nanos() < end) {
      try {
        Optional<Snapshot> now = run.inventory.inspect(held.hold().container());
        if (now.isEmpty() || held.holds(now.get())) {
          return held;
        }
      } catch (EngineException unreadable) {
        // Asked again later, with more patience.
        run.unreadable(unreadable);
      }
      if (!run.pause(NAP)) {
        return held;
      }
    }
    return held;
  }

  /** Whether a container is still as we left it. */
  private final class Fitness {
    private final Held held;
    private Progress left = Progress.MOOT;
    private boolean tried;
    private Optional<EventHistory> latest = Optional.empty();

    private Fitness(Held held) {
      this.held = held;
    }

    /** Returns why what is seen is not ours to take back, or nothing if it is. */
    private Optional<String> objection(Optional<Snapshot> now) throws EngineException {
      Hold hold = held.hold();
      if (tried) {
        return now.filter(held::holds).isPresent() ? foreignByNow() : Optional.empty();
      }
      tried = true;
      if (now.isEmpty()) {
        return Optional.of("nothing to take back: the container is gone");
      }
      Instant started = now.get().inspection().startedAt();
      // What was started anew before the last try is what that try has paused.
      boolean anew =
          !started.equals(hold.started()) && started.isAfter(held.tried().plus(SLACK));
      if (anew && !pausedOnceSince(started)) {
        return Optional.of("nothing to take back: it was started anew since");
      }
      if (!held.holds(now.get())) {
        return Optional.of("nothing to take back: it is " + now.get().state().word());
      }
      return foreign(held.progress() == Progress.OURS && started.equals(hold.started()));
    }

    /**
     * A try whose reply was lost may have thawed it, and somebody else paused it since. If it is
     * not paused any more, that shows by itself.
     */
    private Optional<String> foreignByNow() throws EngineException {
      latest = Optional.of(recent());
      return foreign(false);
    }

    /** It may have been started anew right before our pause, which we know to be ours. */
    private boolean pausedOnceSince(Instant started) throws EngineException {
      List<EngineEvent> pauses = held.progress() == Progress.OURS ? pauses() : List.of();
      return pauses.size() == 1 && pauses.get(0).at().isAfter(started);
    }

    /** Before the last try it was seen not to be paused: what came before that is over. */
    private List<EngineEvent> pauses() throws EngineException {
      List<EngineEvent> last = pauses(held.tried());
      return last.isEmpty() ? pauses(held.hold().at()) : last;
    }

    private List<EngineEvent> pauses(Instant since) throws EngineException {
      // The engine calls its events as the catalogue does the verbs.
      String verb = held.operation().action().operation().undoing().verb();
      return events(verb, since.minus(SLACK));
    }

    private List<EngineEvent> events(String action, Instant since) throws EngineException {
      Optional<EventHistory> known = latest.isPresent() ? latest : history();
      return known.stream()
          .flatMap(history -> history.of(held.hold().container()).stream())
          .filter(event -> event.action().equals(action))
          .filter(event -> !event.at().isBefore(since))
          .toList();
    }

    /**
     * Nobody but we was to thaw it: whoever has paused it after that did so for himself. It may
     * have been thawed right before our pause, which is another matter.
     */
    private boolean thawedBefore(List<EngineEvent> pauses) throws EngineException {
      List<EngineEvent> thaws = events(held.hold().verb(), held.tried().plus(SLACK));
      return pauses.stream()
          .anyMatch(pause -> thaws.stream().anyMatch(thaw -> thaw.at().isBefore(pause.at())));
    }

    /** @param known whether it is known that our pause came about, however long that took */
    private Optional<String> foreign(boolean known) throws EngineException {
      List<EngineEvent> pauses = pauses();
      Instant last = lastOurs(held);
      boolean late = !known && pauses.stream().anyMatch(event -> event.at().isAfter(last));
      if (pauses.size() > 1 || late || known && thawedBefore(pauses)) {
        left = Progress.FOREIGN;
        return Optional.of("left paused: somebody else has paused it since");
      }
      if (pauses.isEmpty() && strict) {
        left = held.progress();
        return Optional.of("left paused: the engine has forgotten who paused it. If nobody else"
            + " can have: thaw recover --forgotten");
      }
      return Optional.empty();
    }
  }

  /**
   * Asks once, for all that is taken back together: they all wait for it, and an answer that did
   * not come for one will not for the next. Who has watched its holds himself goes on without it.
   */
  private synchronized Optional<EventHistory> history() throws EngineException {
    if (!asked) {
      asked = true;
      try {
        history = Optional.of(strict ? run.patience.ask(this::upToNow) : recent());
      } catch (EngineException failure) {
        run.unreadable(failure);
        unanswered = Optional.of(failure);
      }
    }
    if (strict && unanswered.isPresent()) {
      throw unanswered.get();
    }
    return history;
  }

  private EventHistory upToNow() throws EngineException {
    return EventHistory.read(run.engine, engineTime.instant(), PATIENCE);
  }

  /** Up to now and no further: what is held waits for the answer. */
  private EventHistory recent() throws EngineException {
    return EventHistory.read(run.engine, engineTime.instant().minus(EventHistory.BEYOND), PATIENCE);
  }
}
