package dev.thaw.execute;

import dev.thaw.await.Lookout;
import dev.thaw.engine.EngineException;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Truth;
import dev.thaw.graph.Until;
import dev.thaw.plan.Need;
import dev.thaw.plan.Verdict;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits until a condition comes true of one container: looks afresh as soon as the engine tells
 * something of it, and again and again, as most facts change without an event.
 */
final class Awaiting {
  /** How long one look may take, its tries included. */
  private static final Duration SEEING = Duration.ofSeconds(30);

  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

  private final RunContext run;
  private final String id;
  private final Until until;

  Awaiting(RunContext run, String id, Until until) {
    this.run = run;
    this.id = id;
    this.until = until;
  }

  /**
   * Waits.
   *
   * @param seen gets every look at the container
   * @return why it did not come true; nothing if it did
   */
  Optional<String> await(Consumer<Snapshot> seen) {
    long end = run.clock.nanos() + until.within().toNanos();
    Duration wait = FIRST_WAIT;
    Optional<Lookout> lookout = Optional.empty();
    try {
      while (true) {
        long heard = lookout.map(Lookout::heard).orElse(0L);
        Optional<Snapshot> now = look();
        now.ifPresent(seen);
        if (now.isEmpty()) {
          return Optional.of("the container is gone before " + until.condition().source());
        }
        if (until.condition().judge(now.get()) == Truth.TRUE) {
          return Optional.empty();
        }
        Duration left = Duration.ofNanos(end - run.clock.nanos());
        if (left.isNegative() || left.isZero()) {
          return Optional.of(notIn(new Value.Time(until.within()).display(), now.get()));
        }
        if (lookout.isEmpty()) {
          // What is so at once needs no events; what happens before they come shows in a look.
          lookout = Optional.of(run.watching.of(id));
          if (run.clock.passes()) {
            continue;
          }
        }
        if (!run.watching.await(
            run, lookout.get(), heard, wait.compareTo(left) < 0 ? wait : left)) {
          return Optional.of(notIn("the time that the run had left", now.get()));
        }
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
      }
    } catch (EngineException unreadable) {
      return Optional.of(
          "cannot tell whether " + until.condition().source() + ": " + unreadable.getMessage());
    }
  }

  private String notIn(String time, Snapshot last) {
    return "not within " + time + ": " + Verdict.readings(until.condition(), last, " was ");
  }

  private Optional<Snapshot> look() throws EngineException {
    Need need = Need.of(List.of(until.condition()));
    return run.patience.look(SEEING, inventory -> {
      Optional<Snapshot> found = inventory.inspect(id);
      return found.isEmpty() ? found : need.read(inventory, found.get());
    });
  }
}
