package dev.thaw.explain;

import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Start;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which nodes of a graph would have their turn if certain ones failed and all others succeeded.
 *
 * <p>What a node makes of those before it is the executor's rule, told by {@link Start}: where
 * nothing of an attempt was begun, neither is what recovers from it or follows in any case.
 *
 * <p>It is asked for every step of a graph, so nodes are counted through in the graph's order, and
 * what is known of one is a few bits. Immutable.
 */
final class Forecast {
  private final List<Node> nodes;
  private final int[][] after;

  private enum End {
    DONE,
    FAILED,
    PASSED
  }

  Forecast(OperationGraph graph) {
    this.nodes = graph.nodes();
    this.after = new int[nodes.size()][];
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < after.length; place++) {
      places.put(nodes.get(place).id(), place);
      after[place] = nodes.get(place).after().stream().mapToInt(places::get).toArray();
    }
  }

  /** Returns the places of the nodes that one comes after. */
  int[] after(int place) {
    return after[place];
  }

  /**
   * Returns the places of the nodes that begin.
   *
   * @param failing the places of those that fail if they begin
   */
  BitSet begun(BitSet failing) {
    var ends = new End[after.length];
    var reached = new BitSet();
    var begun = new BitSet();
    for (int place = 0; place < ends.length; place++) {
      Node node = nodes.get(place);
      boolean anyBegun = after[place].length == 0 || any(after[place], reached);
      if (node instanceof Node.Join join) {
        ends[place] = joined(join.rule(), after[place], ends);
        reached.set(place, anyBegun);
        continue;
      }
      boolean bad = any(after[place], ends, End.FAILED);
      boolean begins = switch (node.start()) {
        case SUCCESS -> !bad && !any(after[place], ends, End.PASSED);
        case FAILURE -> bad && anyBegun;
        case ALWAYS -> anyBegun;
      };
      reached.set(place, begins);
      begun.set(place, begins);
      boolean fails = begins
          ? failing.get(place) && !(node instanceof Node.Step step && step.continueOnError())
          : bad && (node.start() != Start.FAILURE || !anyBegun);
      ends[place] = fails ? End.FAILED : begins ? End.DONE : End.PASSED;
    }
    return begun;
  }

  private static End joined(Node.Join.Rule rule, int[] before, End[] ends) {
    boolean done = any(before, ends, End.DONE);
    if (rule == Node.Join.Rule.ANY && done) {
      return End.DONE;
    }
    if (any(before, ends, End.FAILED)) {
      return End.FAILED;
    }
    return done || before.length == 0 ? End.DONE : End.PASSED;
  }

  private static boolean any(int[] places, End[] ends, End end) {
    for (int place : places) {
      if (ends[place] == end) {
        return true;
      }
    }
    return false;
  }

  private static boolean any(int[] places, BitSet of) {
    for (int place : places) {
      if (of.get(place)) {
        return true;
      }
    }
    return false;
  }
}
