package dev.thaw.compile;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;

/** Strings steps together: one after the other, or side by side until a join. */
final class GraphBuilder {
  private final List<Node> nodes = new ArrayList<>();
  private final Deque<Fork> forks = new ArrayDeque<>();
  private List<String> last = List.of();
  private int steps;
  private int joins;

  /** The branches of an open {@code parallel}, and what they all come after. */
  private record Fork(List<String> after, List<String> ends) {}

  void step(StepReader.Draft draft, SourceSpan span) {
    String id = "s" + ++steps;
    nodes.add(new Node.Step(
        id, before(), draft.where(), draft.min(), draft.max(), draft.actions(), span));
    follow(id);
  }

  /** Begins a {@code parallel}: until its end every step is a branch. */
  void fork() {
    forks.push(new Fork(before(), new ArrayList<>()));
  }

  /**
   * Ends it: several branches meet in a join, so that edges stay few; a single one just goes on.
   */
  void join(SourceSpan span) {
    Fork fork = forks.pop();
    if (fork.ends().size() > 1) {
      String id = "j" + ++joins;
      nodes.add(new Node.Join(id, fork.ends(), span));
      follow(id);
    } else {
      fork.ends().forEach(this::follow);
    }
  }

  boolean full() {
    return nodes.size() >= Limits.NODES;
  }

  OperationGraph graph(SortedMap<String, Value> parameters) {
    return new OperationGraph(parameters, nodes);
  }

  private List<String> before() {
    return forks.isEmpty() ? last : forks.peek().after();
  }

  private void follow(String id) {
    if (forks.isEmpty()) {
      last = List.of(id);
    } else {
      forks.peek().ends().add(id);
    }
  }
}
