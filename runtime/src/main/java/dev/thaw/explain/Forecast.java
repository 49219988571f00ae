package dev.thaw.explain;

import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Start;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes of a graph would have their turn if certain ones failed and all others succeeded.
 *
 * <p>What a node makes of those before it is the executor's rule, told by {@link Start}: where
 * nothing of an attempt was begun, neither is what recovers from it or follows in any case.
 */
final class Forecast {
  private final Map<String, Ending> endings = new HashMap<>();
  private final Set<String> begun = new LinkedHashSet<>();
  private final Set<String> failing;

  private enum End {
    DONE,
    FAILED,
    PASSED
  }

  private record Ending(End end, boolean begun) {}

  private Forecast(Set<String> failing) {
    this.failing = failing;
  }

  /**
   * Returns the nodes that begin.
   *
   * @param failing the identifiers of those that fail if they begin
   */
  static Set<String> begun(OperationGraph graph, Set<String> failing) {
    var forecast = new Forecast(failing);
    for (Node node : graph.nodes()) {
      forecast.endings.put(node.id(), forecast.ending(node));
    }
    return forecast.begun;
  }

  private Ending ending(Node node) {
    List<Ending> before = node.after().stream().map(endings::get).toList();
    if (node instanceof Node.Join join) {
      return joined(join.rule(), before);
    }
    boolean bad = has(before, End.FAILED);
    boolean anyBegun = before.isEmpty() || before.stream().anyMatch(Ending::begun);
    boolean begins = switch (node.start()) {
      case SUCCESS -> !bad && !has(before, End.PASSED);
      case FAILURE -> bad && anyBegun;
      case ALWAYS -> anyBegun;
    };
    if (!begins) {
      return new Ending(
          bad && node.start() != Start.FAILURE || bad && !anyBegun ? End.FAILED : End.PASSED,
          false);
    }
    begun.add(node.id());
    boolean fails =
        failing.contains(node.id()) && !(node instanceof Node.Step step && step.continueOnError());
    return new Ending(fails ? End.FAILED : End.DONE, true);
  }

  private static Ending joined(Node.Join.Rule rule, List<Ending> before) {
    boolean anyBegun = before.isEmpty() || before.stream().anyMatch(Ending::begun);
    if (rule == Node.Join.Rule.ANY && has(before, End.DONE)) {
      return new Ending(End.DONE, anyBegun);
    }
    boolean passed = !before.isEmpty() && before.stream().allMatch(each -> each.end == End.PASSED);
    return new Ending(
        has(before, End.FAILED) ? End.FAILED : passed ? End.PASSED : End.DONE, anyBegun);
  }

  private static boolean has(List<Ending> endings, End end) {
    return endings.stream().anyMatch(each -> each.end == end);
  }
}
