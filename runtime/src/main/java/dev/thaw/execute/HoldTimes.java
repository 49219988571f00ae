package dev.thaw.execute;

import dev.thaw.event.RunEvent;
import dev.thaw.graph.Ending;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends holds whose time has come, while what they are for still goes on. */
final class HoldTimes {
  /** What is under way and cannot be broken off has so long to end by itself. */
  private static final Duration HURRY = Duration.ofSeconds(5);

  private static final Duration NAP = Duration.ofMillis(100);

  private final RunContext run;
  private final Map<String, CompletableFuture<Ending>> endings;
  private final ExecutorService waits;

  /**
   * @param endings of all nodes, by name
   * @param waits has a thread for whoever waits
   */
  HoldTimes(RunContext run, Map<String, CompletableFuture<Ending>> endings, ExecutorService waits) {
    this.run = run;
    this.endings = endings;
    this.waits = waits;
  }

  /** Returns what completes when there is nothing left to watch. */
  List<CompletableFuture<Void>> watch(OperationGraph graph) {
    var all = new ArrayList<CompletableFuture<Void>>();
    graph.releases().forEach(release -> {
      all.add(hurry(release));
      release.atMost().ifPresent(atMost -> all.add(limit(release, atMost)));
    });
    return all;
  }

  /**
   * Ends a hold that has been held for as long as it may be: counted from the first container on,
   * as those do who end it where this process cannot.
   */
  private CompletableFuture<Void> limit(Node.Release release, Duration atMost) {
    CompletableFuture<Ending> end = endings.get(release.id());
    return endings
        .get(release.of())
        .handleAsync(
            (ended, thrown) -> {
              if (awaitUnless(end, run.holds.left(run, release, atMost))) {
                run.holds.expire(release);
                release(run, release, "held for as long as atMost allows");
              }
              return null;
            },
            waits);
  }

  /**
   * Ends a hold soon after the run was told to end: the process has not more than ten seconds left.
   * Where a request that holds is still under way, nobody can say what there is to end.
   */
  private CompletableFuture<Void> hurry(Node.Release release) {
    CompletableFuture<Ending> end = endings.get(release.id());
    CompletableFuture<Ending> held = endings.get(release.of());
    return CompletableFuture.anyOf(end, run.interruption.wished())
        .handleAsync(
            (any, thrown) -> {
              if (outlasts(end, HURRY) && held.isDone()) {
                run.holds.expire(release);
                release(run, release, "the run is to end");
              }
              return null;
            },
            waits);
  }

  /** Waits; returns false as soon as that has ended. */
  private boolean awaitUnless(CompletableFuture<Ending> end, Duration time) {
    long until = run.clock.nanos() + time.toNanos();
    while (!end.isDone()) {
      Duration left = Duration.ofNanos(until - run.clock.nanos());
      if (left.isNegative() || left.isZero()) {
        return true;
      }
      if (!run.pause(left.compareTo(NAP) < 0 ? left : NAP)) {
        return false;
      }
    }
    return false;
  }

  /** By the machine's time, whatever the run's own is: who told the run to end goes by no other. */
  private static boolean outlasts(CompletableFuture<Ending> end, Duration time) {
    try {
      end.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException late) {
      return true;
    } catch (ExecutionException ended) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes back what a step holds, and tells why; returns whether all of it was. */
  static boolean release(RunContext run, Node.Release release, String reason) {
    List<Held> holds = run.holds.of(release.of());
    if (!holds.isEmpty() && holds.stream().noneMatch(Held::claimed)) {
      run.tell(new RunEvent.HoldEnding(release, holds.size(), reason));
    }
    return new ReleaseRun(run).run(holds);
  }
}
