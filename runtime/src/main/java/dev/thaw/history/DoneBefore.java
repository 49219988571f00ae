package dev.thaw.history;

import dev.thaw.event.Outcome;
import dev.thaw.execute.Done;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Start;
import dev.thaw.operation.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run has done of its graph, and what one that takes it up need not do.
 *
 * <p>What was done for a container is not repeated. An attempt that did not succeed is made again
 * as a whole once anything was done to recover from it or to end it: that may have undone what the
 * attempt did. What has put a container into a state, and nothing of the run came after, counts
 * only while it is in that state.
 */
public final class DoneBefore {
  private final KeptRun run;
  private final OperationGraph graph;
  private final KeptEvents events;
  private final Done earlier;
  private final Map<String, Node.Step> steps = new HashMap<>();
  private final Map<String, KeptStep> told = new HashMap<>();
  private final Set<String> ill = new HashSet<>();

  private DoneBefore(KeptRun run, OperationGraph graph, KeptEvents events, Done earlier) {
    this.run = run;
    this.graph = graph;
    this.events = events;
    this.earlier = earlier;
    graph.steps().forEach(step -> steps.put(step.id(), step));
    events.steps().forEach(step -> told.put(step.id(), step));
    events.operations().stream()
        .filter(operation -> operation.outcome().bad())
        .forEach(operation -> ill.add(operation.step()));
  }

  /**
   * Finds it out.
   *
   * @throws IOException if what is kept of the run cannot be read
   */
  public static Done of(KeptRun run, OperationGraph graph, KeptEvents events) throws IOException {
    Path file = run.directory().resolve(KeptRun.DONE);
    Done earlier = Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? DoneJson.read(Files.readAllBytes(file))
        : Done.NONE;
    return new DoneBefore(run, graph, events, earlier).done();
  }

  /** Returns the operations of which nobody knows whether they were done. */
  public static List<KeptOperation> unknown(KeptEvents events) {
    return events.operations().stream()
        .filter(operation -> operation.outcome() == Outcome.UNKNOWN)
        .toList();
  }

  private Done done() {
    var settled = new HashSet<String>();
    var again = new HashSet<String>();
    judgeAttempts(settled, again);
    List<Done.Operation> all = all();
    all.removeIf(operation -> again.contains(operation.step()));
    Map<String, Done.Operation> last = lastChanges(all);
    return new Done(
        all.stream()
            .map(operation -> lasting(
                operation,
                operation.lasting()
                    && !settled.contains(operation.step())
                    && operation.equals(last.get(operation.container()))
                    && repeatable(operation)))
            .toList(),
        samples(again));
  }

  private static Done.Operation lasting(Done.Operation operation, boolean lasting) {
    return new Done.Operation(
        operation.step(),
        operation.position(),
        operation.container(),
        operation.name(),
        operation.run(),
        lasting);
  }

  /** What this run did comes after what was done before it. */
  private List<Done.Operation> all() {
    var all = new ArrayList<>(earlier.operations());
    for (KeptOperation operation : events.operations()) {
      if (operation.outcome() != Outcome.SKIPPED && !earlier.isNone()) {
        all.removeIf(before -> before.step().equals(operation.step())
            && before.position() == operation.position()
            && before.container().equals(operation.container()));
      }
      if (operation.done()) {
        all.add(new Done.Operation(
            operation.step(),
            operation.position(),
            operation.container(),
            operation.name(),
            run.id(),
            true));
      }
    }
    return all;
  }

  private Map<String, Done.Operation> lastChanges(List<Done.Operation> all) {
    var last = new HashMap<String, Done.Operation>();
    for (Done.Operation operation : all) {
      boolean changes = action(operation)
          .filter(action -> action.operation().effect() != Effect.OBSERVE)
          .isPresent();
      if (changes) {
        last.put(operation.container(), operation);
      }
    }
    return last;
  }

  private boolean repeatable(Done.Operation operation) {
    return action(operation)
        .filter(action -> action.operation().goal(action.arguments()).repeatable())
        .isPresent();
  }

  private Optional<Action> action(Done.Operation operation) {
    return Optional.ofNullable(steps.get(operation.step()))
        .filter(step -> operation.position() < step.actions().size())
        .map(step -> step.actions().get(operation.position()));
  }

  private Map<String, Set<String>> samples(Set<String> again) {
    var samples = new HashMap<>(earlier.samples());
    for (KeptStep kept : told.values()) {
      Optional<Node.Step> sampling = Optional.ofNullable(steps.get(kept.id()))
          .filter(step -> step.selector().sample().isPresent());
      if (sampling.isPresent() && kept.begun().isPresent()) {
        samples.put(kept.id(), Set.copyOf(kept.targets()));
      }
    }
    samples.keySet().removeAll(again);
    return samples;
  }

  /**
   * Parts the steps of attempts.
   *
   * @param settled gets those of attempts that succeeded: what ended them has its place
   * @param again gets those of attempts that are to be made again
   */
  private void judgeAttempts(Set<String> settled, Set<String> again) {
    for (int place = 0; place < graph.nodes().size(); place++) {
      Node guard = graph.nodes().get(place);
      if (guard.start() == Start.SUCCESS || guard.after().isEmpty()) {
        continue;
      }
      Set<String> attempt = attempt(guard, place);
      if (attempt.stream().allMatch(this::well)) {
        settled.addAll(attempt);
      } else if (begun(guard)) {
        again.addAll(attempt);
        again.addAll(following(guard, place));
      }
    }
  }

  /** Returns the nodes from the first of those that the guard comes after, up to it. */
  private Set<String> attempt(Node guard, int place) {
    Set<String> ends = new HashSet<>(guard.after());
    if (guard instanceof Node.Release release) {
      // What is held belongs to what is done meanwhile: without the one the other is worth nothing.
      ends.add(release.of());
    }
    var reaching = new HashSet<>(ends);
    int first = place;
    for (int index = place - 1; index >= 0; index--) {
      Node node = graph.nodes().get(index);
      if (ends.contains(node.id())) {
        first = index;
      }
      if (reaching.contains(node.id())) {
        reaching.addAll(node.after());
      }
    }
    var attempt = new LinkedHashSet<String>();
    graph.nodes().subList(first, place).stream()
        .map(Node::id)
        .filter(reaching::contains)
        .forEach(attempt::add);
    return attempt;
  }

  /** Returns the guard, and the steps of the same part that come after it. */
  private Set<String> following(Node guard, int place) {
    Set<String> part = graph.under(guard.start());
    var following = new HashSet<>(Set.of(guard.id()));
    for (Node node : graph.nodes().subList(place + 1, graph.nodes().size())) {
      if (part.contains(node.id()) && !Collections.disjoint(node.after(), following)) {
        following.add(node.id());
      }
    }
    return following;
  }

  /** Of a node that is no step nothing is told: it is taken to have had its turn. */
  private boolean begun(Node guard) {
    return !(guard instanceof Node.Step)
        || Optional.ofNullable(told.get(guard.id())).flatMap(KeptStep::begun).isPresent();
  }

  private boolean well(String id) {
    Optional<KeptStep> kept = Optional.ofNullable(told.get(id));
    return !steps.containsKey(id)
        || kept.filter(KeptStep::passed).isPresent()
        || kept.flatMap(KeptStep::ended).isPresent() && !ill.contains(id);
  }
}
