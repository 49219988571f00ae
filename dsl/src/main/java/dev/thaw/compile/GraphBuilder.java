package dev.thaw.compile;

import dev.thaw.catalog.OperationCatalog;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.Pace.Rollout;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Start;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.OperationSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Strings nodes together: one after the other, side by side until a join, or after what a name
 * stands for.
 */
final class GraphBuilder {
  /**
   * An engine that is being started again is back by then; nothing is gained by giving up sooner.
   */
  private static final Duration TO_TAKE_BACK = Duration.ofMinutes(2);

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, List<String>> named = new LinkedHashMap<>();
  private final Set<String> conditional = new HashSet<>();
  private Position position = new Position(List.of(), Start.SUCCESS);
  private Optional<Rollout> rollout = Optional.empty();
  private int steps;
  private int joins;
  private int notes;
  private int waits;
  private int releases;

  /**
   * What the next node comes after.
   *
   * @param after identifiers of nodes, and names of steps as {@link StepNames} marks them
   * @param start what it makes of how those have ended
   */
  record Position(List<String> after, Start start) {}

  void step(StepReader.Draft draft, SourceSpan span) {
    if (draft.after().isPresent()) {
      position = new Position(StepNames.marked(draft.after().get()), Start.SUCCESS);
    }
    String id = "s" + ++steps;
    nodes.add(new Node.Step(
        id,
        draft.name(),
        position.after(),
        position.start(),
        draft.selector(),
        draft.pace(rollout),
        draft.continueOnError(),
        draft.actions(),
        span));
    follow(id);
    if (!draft.name().isEmpty()) {
      named.put(draft.name(), position.after());
    }
    if (draft.lasting().isPresent()) {
      // What follows does not wait for its end, so it stands aside.
      nodes.add(release(id, List.of(id), draft, span));
    }
  }

  /** Holds what a step does during a part, and takes it back however that ended. */
  void held(StepReader.Draft draft, SourceSpan span, Runnable part) {
    step(draft, span);
    String id = nodes.get(nodes.size() - 1).id();
    part.run();
    List<String> tried = both(position.after(), List.of(id));
    Node.Release release = release(id, tried, draft, span);
    nodes.add(release);
    join(both(tried, List.of(release.id())), Node.Join.Rule.ALL, span);
    if (!draft.name().isEmpty()) {
      named.put(draft.name(), position.after());
    }
  }

  private Node.Release release(
      String of, List<String> after, StepReader.Draft draft, SourceSpan span) {
    OperationSpec undoing =
        OperationCatalog.named(draft.actions().get(0).operation().undoing().verb());
    Arguments none = new Arguments(new TreeMap<>());
    Action action = Action.of(undoing, none, Action.ALWAYS, TO_TAKE_BACK, span);
    return new Node.Release(
        "r" + ++releases, after, of, action, draft.lasting(), draft.atMost(), span);
  }

  void note(String text, SourceSpan span) {
    String id = "n" + ++notes;
    nodes.add(new Node.Note(id, position.after(), position.start(), text, span));
    follow(id);
  }

  void wait(Optional<Predicate> condition, Duration limit, SourceSpan span) {
    String id = "w" + ++waits;
    nodes.add(new Node.Wait(id, position.after(), position.start(), condition, limit, span));
    follow(id);
  }

  /** Parts that run side by side; what follows comes after all of them. */
  final class Branches {
    private final Position origin = position;
    private final List<String> ends = new ArrayList<>();

    /** Adds what the part adds as a branch. */
    void add(Runnable part) {
      position = origin;
      part.run();
      if (!position.equals(origin)) {
        ends.addAll(position.after());
      }
    }

    /** Several branches meet in a join, so that edges stay few; a single one just goes on. */
    void join(SourceSpan span) {
      position = origin;
      if (ends.size() > 1) {
        GraphBuilder.this.join(ends, Node.Join.Rule.ALL, span);
      } else if (!ends.isEmpty()) {
        position = new Position(ends, Start.SUCCESS);
      }
    }
  }

  /**
   * Lets one part take over where another has failed, and a last one end them both. Both also come
   * after the attempt's first node: whether that was begun tells an attempt that has failed from
   * one that something before it has kept from being made.
   */
  void attempt(
      Runnable main, Optional<Runnable> recover, Optional<Runnable> ensure, SourceSpan at) {
    int before = nodes.size();
    main.run();
    List<String> first = nodes.stream().skip(before).limit(1).map(Node::id).toList();
    recover.ifPresent(part -> {
      List<String> tried = position.after();
      position = new Position(both(tried, first), Start.FAILURE);
      part.run();
      join(both(tried, position.after()), Node.Join.Rule.ANY, at);
    });
    ensure.ifPresent(part -> {
      List<String> tried = position.after();
      position = new Position(both(tried, first), Start.ALWAYS);
      part.run();
      join(both(tried, position.after()), Node.Join.Rule.ALL, at);
    });
  }

  /** Lets the steps of a part take their targets in batches. */
  void rolling(Rollout batches, Runnable part) {
    Optional<Rollout> before = rollout;
    rollout = Optional.of(batches);
    part.run();
    rollout = before;
  }

  /** Returns a builder for what only must be right, where this one stands. */
  GraphBuilder trial() {
    var trial = new GraphBuilder();
    trial.rollout = rollout;
    return trial;
  }

  /** Returns whether it is within a part that takes targets in batches. */
  boolean isRolling() {
    return rollout.isPresent();
  }

  /**
   * Gives a part a name.
   *
   * @param after the names that it comes after; nothing if it just follows
   */
  void named(String name, Optional<List<String>> after, Runnable part) {
    after.ifPresent(names -> position = new Position(StepNames.marked(names), Start.SUCCESS));
    part.run();
    named.put(name, position.after());
  }

  /** Notes that what is called so is carried out only under a condition. */
  void within(String name) {
    conditional.add(name);
  }

  boolean isNamed(String name) {
    return named.containsKey(name);
  }

  /** Returns how many nodes there are, to see whether a part has added any. */
  int size() {
    return nodes.size();
  }

  boolean full() {
    return nodes.size() >= Limits.NODES;
  }

  /** Returns the nodes, each behind those that it comes after; reports names that lead nowhere. */
  List<Node> nodes(Problems problems) {
    return new StepNames(named, conditional, problems).resolve(nodes);
  }

  private void join(List<String> ends, Node.Join.Rule rule, SourceSpan span) {
    String id = "j" + ++joins;
    nodes.add(new Node.Join(id, ends, Start.SUCCESS, rule, span));
    follow(id);
  }

  private void follow(String id) {
    position = new Position(List.of(id), Start.SUCCESS);
  }

  private static List<String> both(List<String> first, List<String> second) {
    var all = new LinkedHashSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
