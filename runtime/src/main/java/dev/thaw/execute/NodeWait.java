package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.event.RunEvent;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.End;
import dev.thaw.graph.Node;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Truth;
import dev.thaw.plan.Verdict;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One wait that is about no container: for the machine, or for time to pass. Used once. */
final class NodeWait {
  /** How often the machine is looked at; its load is an average of a minute anyway. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final RunContext run;
  private final Node.Wait wait;
  private final BooleanSupplier expired;

  /** @param expired whether what it is done under has ended */
  NodeWait(RunContext run, Node.Wait wait, BooleanSupplier expired) {
    this.run = run;
    this.wait = wait;
    this.expired = expired;
  }

  /** Waits. */
  End run() {
    long started = run.clock.nanos();
    run.events.emit(new RunEvent.WaitStarted(wait));
    String reason = wait.condition()
        .map(condition -> until(condition, started))
        .orElseGet(() -> pass(wait.limit(), started));
    run.events.emit(
        new RunEvent.WaitFinished(wait, Duration.ofNanos(run.clock.nanos() - started), reason));
    return reason.isEmpty() ? End.DONE : End.FAILED;
  }

  private Duration left(long started) {
    return wait.limit().minusNanos(run.clock.nanos() - started);
  }

  /** Returns why the time did not pass; empty if it did. */
  private String pass(Duration time, long started) {
    long until = run.clock.nanos() + time.toNanos();
    for (Duration left = time;
        left.toNanos() > 0;
        left = Duration.ofNanos(until - run.clock.nanos())) {
      if (expired.getAsBoolean()) {
        return "broken off, as the containers were thawed after atMost";
      }
      if (!run.pauseUnlessEnding(left.compareTo(BETWEEN) < 0 ? left : BETWEEN)) {
        return "broken off after " + WaitRun.seconds(Duration.ofNanos(run.clock.nanos() - started))
            + ": " + run.ends();
      }
    }
    return "";
  }

  private String until(Predicate condition, long started) {
    while (true) {
      Snapshot machine;
      try {
        machine = machine();
      } catch (EngineException unreadable) {
        run.unreadable(unreadable);
        return "cannot tell whether " + condition.source() + ": " + unreadable.getMessage();
      }
      if (condition.judge(machine) == Truth.TRUE) {
        return "";
      }
      Duration left = left(started);
      String readings = Verdict.readings(condition, machine, " was ");
      if (left.toNanos() <= 0) {
        return "not within " + new Value.Time(wait.limit()).display() + ": " + readings;
      }
      String broken = pass(left.compareTo(BETWEEN) < 0 ? left : BETWEEN, started);
      if (!broken.isEmpty()) {
        return broken + "; " + readings;
      }
    }
  }

  /** Facts of the machine are read of any container; this one is none. */
  private Snapshot machine() throws EngineException {
    return Snapshot.listed("", "", "", Map.of(), ContainerState.UNKNOWN)
        .on(run.patience.ask(run.inventory::host));
  }
}
