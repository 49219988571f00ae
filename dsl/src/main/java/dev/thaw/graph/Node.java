package dev.thaw.graph;

import dev.thaw.diagnostic.SourceSpan;
import java.util.List;

/** A vertex of the graph. It starts when all nodes that it comes after are done. */
public sealed interface Node {

  /** Returns its name, unique in the graph and stable for one script: {@code s3}. */
  String id();

  /** Returns the nodes right before it. */
  List<String> after();

  /** Returns where the script says so. */
  SourceSpan span();

  /**
   * Operations on the containers that a selector finds.
   *
   * @param min how many must match at least, from 0
   * @param max how many may match at most; {@link #UNLIMITED} if the script does not say
   * @param actions the first one, and after it those that {@code then} adds, per target in order
   */
  record Step(
      String id,
      List<String> after,
      Predicate where,
      int min,
      int max,
      List<Action> actions,
      SourceSpan span)
      implements Node {

    /** The {@code max} of a step that may match any number. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public Step {
      after = List.copyOf(after);
      actions = List.copyOf(actions);
      if (actions.isEmpty()) {
        throw new IllegalArgumentException("step " + id + " does nothing");
      }
    }

    /** Returns whether all it does is read. */
    public boolean observes() {
      return actions.stream()
          .allMatch(a -> a.operation().effect() == dev.thaw.operation.Effect.OBSERVE);
    }
  }

  /** Where parallel branches meet again. Keeps the graph's edges few: m + n instead of m × n. */
  record Join(String id, List<String> after, SourceSpan span) implements Node {
    public Join {
      after = List.copyOf(after);
    }
  }
}
