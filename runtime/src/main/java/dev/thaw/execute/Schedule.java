package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.event.ExitCode;
import dev.thaw.event.RunEvent;
import dev.thaw.event.SinkFailure;
import dev.thaw.graph.End;
import dev.thaw.graph.Ending;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Start;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries the nodes of one graph out, each as soon as those have ended that it comes after. */
final class Schedule {
  /** Steps under way at once; they only wait for workers, and the workers bound the load. */
  private static final int STEPS_AT_ONCE = 16;

  private final RunContext run;
  private final RunContext undisturbed;
  private final OperationGraph graph;
  private final Set<String> ensuring;
  private final AtomicInteger notRun = new AtomicInteger();
  private final AtomicBoolean compensated = new AtomicBoolean();
  private final Map<String, List<Node.Release>> around = new HashMap<>();

  Schedule(RunContext run, OperationGraph graph) {
    this.run = run;
    this.undisturbed = run.undisturbed();
    this.graph = graph;
    // Done however an attempt ended: also where a wish to end the run came in between.
    this.ensuring = graph.under(Start.ALWAYS);
    graph
        .releases()
        .filter(release -> release.atMost().isPresent())
        .forEach(release -> graph
            .during(release)
            .forEach(id -> around.computeIfAbsent(id, key -> new ArrayList<>()).add(release)));
  }

  /** Returns how many steps were refused, or not reached after a failure. */
  int stepsNotRun() {
    return notRun.get();
  }

  /**
   * Carries all of them out.
   *
   * @return how the run is to end: a failure that was recovered from does not count
   * @throws SinkFailure if something that must be recorded could not be
   */
  ExitCode carryOut() {
    ExecutorService steps = Executors.newFixedThreadPool(STEPS_AT_ONCE, Schedule::thread);
    // What lasts for a time waits without being in the way of steps.
    ExecutorService waits = Executors.newCachedThreadPool(Schedule::thread);
    try {
      var endings = new LinkedHashMap<String, CompletableFuture<Ending>>();
      for (Node node : graph.nodes()) {
        List<CompletableFuture<Ending>> before =
            node.after().stream().map(endings::get).toList();
        endings.put(
            node.id(),
            CompletableFuture.allOf(before.toArray(CompletableFuture<?>[]::new))
                .handleAsync(
                    (ready, thrown) -> end(node, before),
                    node instanceof Node.Release || node instanceof Node.Wait ? waits : steps));
      }
      List<CompletableFuture<Void>> limits = new HoldTimes(run, endings, waits).watch(graph);
      awaitAll(endings.values());
      awaitAll(limits);
      limits.forEach(CompletableFuture::join);
      return exitCode(joined(endings));
    } finally {
      steps.shutdownNow();
      waits.shutdownNow();
    }
  }

  /** Whatever has become of one, the others are waited for: some take back what was done. */
  private static void awaitAll(Collection<? extends CompletableFuture<?>> all) {
    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
        .exceptionally(thrown -> null)
        .join();
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "step");
    thread.setDaemon(true);
    return thread;
  }

  private Ending end(Node.Release release, List<CompletableFuture<Ending>> before) {
    List<Ending> endings = before.stream()
        .map(each -> each.isCompletedExceptionally() ? new Ending(End.FAILED, true) : each.join())
        .toList();
    Optional<End> without = Ending.without(release.start(), endings);
    if (without.isPresent()) {
      return new Ending(without.get(), false);
    }
    // What follows is no longer than thawing takes, which does not count.
    boolean expired = run.holds.expired(run, release);
    if (release.lasting().isPresent()) {
      if (run.holds.leaves(release)) {
        return new Ending(End.DONE, true);
      }
      if (!run.holds.of(release.of()).isEmpty()) {
        run.pauseUnlessEnding(release.lasting().get());
      }
    } else if (expired || endings.stream().anyMatch(ending -> ending.end().bad())) {
      compensated.set(true);
    }
    boolean over =
        HoldTimes.release(run, release, "") && run.holds.of(release.of()).isEmpty();
    boolean kept = release.lasting().isPresent() || kept(release);
    return new Ending(over && !expired && kept ? End.DONE : End.FAILED, true);
  }

  /** What was thawed, started anew or removed meanwhile did not protect what was done during it. */
  private boolean kept(Node.Release release) {
    int broken = run.holds.broken(release.of());
    if (broken > 0) {
      compensated.set(true);
      run.tell(new RunEvent.HoldEnding(release, broken, "ended by others before its time"));
    }
    return broken == 0;
  }

  private Ending end(Node node, List<CompletableFuture<Ending>> before) {
    if (node instanceof Node.Release release) {
      return end(release, before);
    }
    if (before.stream().anyMatch(CompletableFuture::isCompletedExceptionally)) {
      return unbegun(node, End.FAILED, "what a step before it did could not be recorded");
    }
    List<Ending> endings = before.stream().map(CompletableFuture::join).toList();
    if (node instanceof Node.Join join) {
      return Ending.joined(join.rule(), endings);
    }
    Optional<End> without = Ending.without(node.start(), endings);
    if (without.isPresent()) {
      return unbegun(node, without.get(), "a step that it comes after did not succeed");
    }
    RunContext context = ensuring.contains(node.id()) ? undisturbed : run;
    if (context.ending()) {
      return unbegun(node, End.FAILED, context.ends());
    }
    if (over(node)) {
      return unbegun(node, End.FAILED, "the containers were thawed, as atMost says");
    }
    try {
      return new Ending(carryOut(node, context), true);
    } catch (SinkFailure unrecorded) {
      // Nothing more is begun, and nobody waits longer for what lasts.
      run.interruption.request(ExitCode.UNAUDITED);
      throw unrecorded;
    }
  }

  /** Returns whether what the node is done during has ended. */
  private boolean over(Node node) {
    return around.getOrDefault(node.id(), List.of()).stream()
        .anyMatch(release -> run.holds.expired(run, release));
  }

  private End carryOut(Node node, RunContext context) {
    if (node instanceof Node.Note note) {
      run.events.emit(new RunEvent.Noted(note));
    }
    if (node instanceof Node.Wait wait) {
      return new NodeWait(context, wait, () -> over(wait)).run();
    }
    if (node instanceof Node.Host host) {
      return new HostRun(context, host, () -> over(host)).run();
    }
    if (!(node instanceof Node.Step step)) {
      return End.DONE;
    }
    End end = carryOut(step, context);
    if (end.bad() && step.continueOnError()) {
      run.tally.tolerate(end);
      return End.DONE;
    }
    return end;
  }

  private End carryOut(Node.Step step, RunContext context) {
    try {
      return new StepRun(context, step).run();
    } catch (EngineException unreadable) {
      run.unreadable(unreadable);
      return unbegun(step, End.FAILED, unreadable.getMessage()).end();
    }
  }

  private Ending unbegun(Node node, End end, String reason) {
    if (node instanceof Node.Step step && end == End.PASSED) {
      run.events.emit(new RunEvent.StepPassed(step));
    } else if (node instanceof Node.Step step) {
      notRun.incrementAndGet();
      run.events.emit(new RunEvent.StepRefused(step, reason));
    }
    return new Ending(end, false);
  }

  private static Map<String, End> joined(Map<String, CompletableFuture<Ending>> endings) {
    var ends = new LinkedHashMap<String, End>();
    SinkFailure unrecorded = null;
    for (var ending : endings.entrySet()) {
      try {
        ends.put(ending.getKey(), ending.getValue().join().end());
      } catch (CompletionException thrown) {
        if (!(thrown.getCause() instanceof SinkFailure failure)) {
          throw thrown;
        }
        unrecorded = failure;
      }
    }
    if (unrecorded != null) {
      throw unrecorded;
    }
    return ends;
  }

  /**
   * A failure shows in the last nodes, unless somebody recovered from it. What was denied, and what
   * nobody knows the outcome of, counts wherever it happened.
   */
  private ExitCode exitCode(Map<String, End> ends) {
    var counting = new ArrayList<End>(run.tally.tolerated());
    var last = new HashSet<>(ends.keySet());
    graph.nodes().forEach(node -> last.removeAll(node.after()));
    ends.forEach((id, end) -> {
      if (end == End.DENIED || last.contains(id)) {
        counting.add(end);
      }
    });
    ExitCode exitCode = run.tally.exitCode();
    for (End end : counting) {
      exitCode = exitCode.or(meaning(end));
    }
    boolean takenBack = (compensated.get() || run.holds.chainBroken())
        && run.holds.takenBack()
        && run.holds.due().isEmpty();
    return exitCode == ExitCode.FAILED && takenBack ? ExitCode.COMPENSATED : exitCode;
  }

  private ExitCode meaning(End end) {
    return switch (end) {
      case DONE, PASSED -> ExitCode.DONE;
      case FAILED -> ExitCode.FAILED;
      case DENIED -> run.tally.sent() && !run.tally.denied() ? ExitCode.FAILED : ExitCode.DENIED;
    };
  }
}
