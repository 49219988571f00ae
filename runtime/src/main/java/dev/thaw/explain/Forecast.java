package dev.thaw.explain;

import dev.thaw.graph.End;
import dev.thaw.graph.Ending;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which nodes of a graph would have their turn if certain ones failed and all others succeeded.
 *
 * <p>What a node makes of those before it is {@link Ending}'s to say, as it is for the executor.
 *
 * <p>It is asked for every step of a graph, so nodes are counted through in the graph's order.
 * Immutable.
 */
final class Forecast {
  private final List<Node> nodes;
  private final int[][] after;

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
    var endings = new Ending[after.length];
    var begun = new BitSet();
    for (int place = 0; place < endings.length; place++) {
      Node node = nodes.get(place);
      List<Ending> before = before(place, endings);
      if (node instanceof Node.Join join) {
        endings[place] = Ending.joined(join.rule(), before);
        continue;
      }
      Optional<End> without = Ending.without(node.start(), before);
      boolean begins = without.isEmpty();
      boolean fails =
          failing.get(place) && !(node instanceof Node.Step step && step.continueOnError());
      endings[place] = new Ending(without.orElse(fails ? End.FAILED : End.DONE), begins);
      begun.set(place, begins);
    }
    return begun;
  }

  private List<Ending> before(int place, Ending[] endings) {
    var before = new ArrayList<Ending>(after[place].length);
    for (int each : after[place]) {
      before.add(endings[each]);
    }
    return before;
  }
}
