package dev.thaw.graph;

import dev.thaw.value.Value;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a script means: a directed acyclic graph of steps.
 *
 * <p>Nodes stand in an order in which each comes after its predecessors, so a graph cannot hold a
 * cycle.
 *
 * @param parameters the script's parameters with the values that it was compiled with
 * @param nodes in the order of the script
 */
public record OperationGraph(SortedMap<String, Value> parameters, List<Node> nodes) {

  /** The version of the JSON form; a reader refuses any other. */
  public static final int SCHEMA = 1;

  public OperationGraph {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    nodes = List.copyOf(nodes);
    var seen = new HashSet<String>();
    for (Node node : nodes) {
      if (!seen.containsAll(node.after())) {
        throw new IllegalArgumentException(node.id() + " comes after what is not before it");
      }
      if (!seen.add(node.id())) {
        throw new IllegalArgumentException("two nodes are called " + node.id());
      }
    }
  }

  /** Returns a graph without parameters. */
  public static OperationGraph of(List<Node> nodes) {
    return new OperationGraph(new TreeMap<>(Map.of()), nodes);
  }

  /** Returns the nodes that do something. */
  public Stream<Node.Step> steps() {
    return nodes.stream().filter(Node.Step.class::isInstance).map(Node.Step.class::cast);
  }

  /** Returns whether nothing in it changes anything. */
  public boolean observes() {
    return steps().allMatch(Node.Step::observes);
  }
}
