package dev.thaw.execute;

import dev.thaw.event.RunEvent;
import dev.thaw.graph.End;
import dev.thaw.graph.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One command on this machine, waited for until it ends or is to end. Used once. */
final class HostRun {
  private static final Duration NAP = Duration.ofMillis(50);

  /** What a program has to clean up after itself before it is killed. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final RunContext run;
  private final Node.Host host;
  private final BooleanSupplier expired;

  /** @param expired whether what it is done under has ended */
  HostRun(RunContext run, Node.Host host, BooleanSupplier expired) {
    this.run = run;
    this.host = host;
    this.expired = expired;
  }

  /** Carries it out. */
  End run() {
    long started = run.clock.nanos();
    run.events.emit(new RunEvent.HostIntent(host));
    Optional<Integer> exitCode = Optional.empty();
    String reason;
    Optional<Process> begun = Optional.empty();
    try {
      Process process = run.restrictions.host().start(host.words());
      begun = Optional.of(process);
      reason = await(process);
      exitCode = Optional.of(process.waitFor());
      if (reason.isEmpty()) {
        run.restrictions.host().ended(exitCode.get());
        reason = exitCode.get() == 0 ? "" : "exit code " + exitCode.get();
      }
    } catch (IOException unstartable) {
      reason = "not started: " + unstartable.getMessage();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      begun.ifPresent(Process::destroy);
      reason = "waiting for it was broken off";
    }
    run.tell(new RunEvent.HostFinished(
        host, exitCode, Duration.ofNanos(run.clock.nanos() - started), reason));
    return reason.isEmpty() ? End.DONE : End.FAILED;
  }

  /** Returns why it was ended before its time; empty if it was not. */
  private String await(Process process) throws InterruptedException {
    while (!process.waitFor(NAP.toMillis(), TimeUnit.MILLISECONDS)) {
      String why = run.ending()
          ? "ended, as the run is to end"
          : expired.getAsBoolean() ? "ended, as the containers were thawed after atMost" : "";
      if (!why.isEmpty()) {
        end(process);
        return why;
      }
    }
    return "";
  }

  /**
   * A shell does not tell what it has started: a pipe would go on writing what is thawed by now.
   */
  private static void end(Process process) throws InterruptedException {
    var all = new ArrayList<>(List.of(process.toHandle()));
    process.descendants().forEach(all::add);
    all.forEach(ProcessHandle::destroy);
    long end = System.nanoTime() + GRACE.toNanos();
    while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
      Thread.sleep(NAP.toMillis());
    }
    all.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
  }
}
