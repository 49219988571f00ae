package dev.thaw.graph;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.operation.Effect;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A vertex of the graph. It starts when all nodes that it comes after have ended. */
public sealed interface Node {

  /** Returns its name, unique in the graph and stable for one script: {@code s3}. */
  String id();

  /** Returns the nodes right before it. */
  List<String> after();

  /** Returns what it makes of how those have ended. */
  Start start();

  /** Returns where the script says so. */
  SourceSpan span();

  /** Returns this node coming after others. */
  Node after(List<String> ids);

  /**
   * Operations on the containers that a selector finds.
   *
   * @param name what the script calls it; empty if it does not
   * @param actions the first one, and after it those that {@code then} adds, per target in order
   * @param continueOnError whether what comes after goes on even if it fails; the run counts as
   *     failed nonetheless
   */
  record Step(
      String id,
      String name,
      List<String> after,
      Start start,
      Selector selector,
      Pace pace,
      boolean continueOnError,
      List<Action> actions,
      SourceSpan span)
      implements Node {

    public Step {
      after = List.copyOf(after);
      actions = List.copyOf(actions);
      if (actions.isEmpty()) {
        throw new IllegalArgumentException("step " + id + " does nothing");
      }
    }

    /** Returns a step without a name that takes all its targets at once. */
    public static Step of(
        String id, List<String> after, Selector selector, List<Action> actions, SourceSpan span) {
      return new Step(id, "", after, Start.SUCCESS, selector, Pace.FREE, false, actions, span);
    }

    /** Returns which containers it takes. */
    public Predicate where() {
      return selector.where();
    }

    /** Returns whether all it does is read. */
    public boolean observes() {
      return actions.stream().allMatch(action -> action.effect() == Effect.OBSERVE);
    }

    @Override
    public Step after(List<String> ids) {
      return new Step(id, name, ids, start, selector, pace, continueOnError, actions, span);
    }
  }

  /**
   * Where several ways meet again. Keeps the graph's edges few: m + n instead of m × n.
   *
   * @param rule how many of them must have succeeded for it to succeed
   */
  record Join(String id, List<String> after, Start start, Rule rule, SourceSpan span)
      implements Node {
    public Join {
      after = List.copyOf(after);
    }

    /** How many of the nodes before it must have succeeded. */
    public enum Rule {
      ALL,
      ANY
    }

    /** Returns a join that all nodes before must have succeeded for. */
    public static Join of(String id, List<String> after, SourceSpan span) {
      return new Join(id, after, Start.SUCCESS, Rule.ALL, span);
    }

    @Override
    public Join after(List<String> ids) {
      return new Join(id, ids, start, rule, span);
    }
  }

  /**
   * Words for whoever watches.
   *
   * @param text what is told when its time has come
   */
  record Note(String id, List<String> after, Start start, String text, SourceSpan span)
      implements Node {
    public Note {
      after = List.copyOf(after);
    }

    @Override
    public Note after(List<String> ids) {
      return new Note(id, ids, start, text, span);
    }
  }

  /**
   * A wait that is about no container.
   *
   * @param condition on the engine's machine; nothing to let a time pass
   * @param limit how long it may take, or how long that time is
   */
  record Wait(
      String id,
      List<String> after,
      Start start,
      Optional<Predicate> condition,
      Duration limit,
      SourceSpan span)
      implements Node {
    public Wait {
      after = List.copyOf(after);
    }

    /** Returns it as a script writes it. */
    public String source() {
      String time = new Value.Time(limit).source();
      return condition
          .map(until -> "waitUntil { " + until.source() + " } within " + time)
          .orElse("sleep " + time);
    }

    @Override
    public Wait after(List<String> ids) {
      return new Wait(id, ids, start, condition, limit, span);
    }
  }

  /**
   * The end of what a step holds: takes back what that step did, and nothing else. It is begun
   * whatever has happened since, as soon as all that it comes after has ended.
   *
   * @param of the step, by its identifier
   * @param action what takes one operation of it back
   * @param lasting how long it is held from the step's end on; nothing where it is held during
   *     other nodes
   * @param atMost how long it may be held during others, if there is a limit
   */
  record Release(
      String id,
      List<String> after,
      String of,
      Action action,
      Optional<Duration> lasting,
      Optional<Duration> atMost,
      SourceSpan span)
      implements Node {
    public Release {
      after = List.copyOf(after);
    }

    @Override
    public Start start() {
      return Start.ALWAYS;
    }

    /** Returns how long it may be held at most, if there is a limit. */
    public Optional<Duration> limit() {
      return lasting.or(() -> atMost);
    }

    @Override
    public Release after(List<String> ids) {
      return new Release(id, ids, of, action, lasting, atMost, span);
    }
  }

  /**
   * A command on this machine. No script has such a node: only whoever types a command line does.
   *
   * @param words the program and its arguments, as they are given to it
   */
  record Host(String id, List<String> after, Start start, List<String> words, SourceSpan span)
      implements Node {
    public Host {
      after = List.copyOf(after);
      words = List.copyOf(words);
    }

    @Override
    public Host after(List<String> ids) {
      return new Host(id, ids, start, words, span);
    }
  }
}
