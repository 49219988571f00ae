package dev.thaw.execute;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Workers;
import dev.thaw.event.Outcome;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.plan.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How one step takes up what an earlier run has done of it: the one place that decides what is not
 * repeated. Of a run that takes up nothing all passes through.
 */
final class Resumption {
  private final RunContext run;
  private final Node.Step step;
  private final List<Done.Operation> done;

  Resumption(RunContext run, Node.Step step) {
    this.run = run;
    this.step = step;
    this.done = run.restrictions.done().of(step.id());
  }

  /**
   * Returns those that match now, and those that something was done for already: what a step does
   * may be why a container does not match any more, and the rest of its chain is due all the same.
   */
  List<Snapshot> matching(List<Snapshot> matches) throws EngineException {
    if (done.isEmpty()) {
      return matches;
    }
    List<Done.Operation> missing = Done.containers(done).stream()
        .filter(one -> matches.stream().noneMatch(match -> match.id().equals(one.container())))
        .toList();
    var all = new ArrayList<>(matches);
    all.addAll(run.patience.ask(() -> run.workers.map(missing, this::look)));
    all.sort(Comparator.comparing(Snapshot::name).thenComparing(Snapshot::id));
    return all;
  }

  /** One that is gone is told of when the next operation looks for it. */
  private Snapshot look(Done.Operation known) throws EngineException {
    return run.inventory
        .inspect(known.container())
        .orElseGet(() ->
            Snapshot.listed(known.container(), known.name(), "", Map.of(), ContainerState.UNKNOWN));
  }

  /** Returns as many as the selector asks for: where it takes some of many, the same as before. */
  List<Snapshot> taken(List<Snapshot> ordered, RandomGenerator random) {
    Optional<Set<String>> sample = run.restrictions.done().sample(step.id());
    return sample.isPresent()
        ? ordered.stream().filter(match -> sample.get().contains(match.id())).toList()
        : Choice.taken(step.selector(), ordered, random);
  }

  /**
   * Returns those that something is left to be done for, so that batches are made of them alone.
   *
   * @param telling tells of the others
   */
  List<Snapshot> open(List<Snapshot> targets, Workers.Work<Snapshot, Outcome> telling)
      throws EngineException {
    if (done.isEmpty()) {
      return targets;
    }
    List<Boolean> settled = run.workers.map(targets, this::settled);
    var open = new ArrayList<Snapshot>();
    for (int index = 0; index < targets.size(); index++) {
      if (settled.get(index)) {
        telling.apply(targets.get(index));
      } else {
        open.add(targets.get(index));
      }
    }
    return open;
  }

  private boolean settled(Snapshot target) {
    for (int position = 0; position < step.actions().size(); position++) {
      if (done(target, position).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the words for an operation that is not repeated; nothing if it is to be done.
   *
   * <p>What one statement holds and does meanwhile is done as a whole or not at all: what was saved
   * of a container that has run on since is no reason to end it.
   */
  Optional<String> done(Snapshot target, int position) {
    for (int whole : whole(position)) {
      if (alone(target, whole).isEmpty()) {
        return Optional.empty();
      }
    }
    return alone(target, position);
  }

  /** Returns the positions of all that must be done as well for that to count. */
  private List<Integer> whole(int position) {
    SourceSpan statement = step.actions().get(position).span();
    var whole = new ArrayList<Integer>();
    for (int held = 0; held < step.actions().size(); held++) {
      Action action = step.actions().get(held);
      if (action.held() && action.span().equals(statement)) {
        for (int next = held; next <= held + action.holdUntil(); next++) {
          whole.add(next);
        }
      }
    }
    return whole;
  }

  private Optional<String> alone(Snapshot target, int position) {
    return Done.find(done, target.id(), position)
        .filter(before -> !before.lasting() || holds(before, step.actions().get(position)))
        .map(before -> "done in run " + before.run());
  }

  /** What cannot be seen is not taken for granted: the operation itself looks, and tells why. */
  private boolean holds(Done.Operation before, Action action) {
    try {
      return run.patience
          .ask(() -> run.inventory.inspect(before.container()))
          .filter(action.operation().goal(action.arguments())::stands)
          .isPresent();
    } catch (EngineException unreadable) {
      return false;
    }
  }
}
