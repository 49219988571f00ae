package dev.thaw.plan;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Inventory;
import dev.thaw.engine.Workers;
import dev.thaw.fact.FactCost;
import dev.thaw.fact.Host;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Truth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The containers that a predicate certainly holds for, cheapest readings first: the list decides
 * about most, and only those left open are inspected, and only of those left open then are
 * statistics read; a reading that no part of the predicate asks for is left out.
 *
 * @param matches in order of their names, known as deep as deciding took
 * @param undecided those for which the predicate stays unknown; nothing is done to them
 */
public record Selection(List<Snapshot> matches, List<Snapshot> undecided) {

  /** Selects on the engine as it is now. */
  public static Selection select(Inventory inventory, Workers workers, Predicate where)
      throws EngineException {
    return select(inventory, workers, where, true, UnaryOperator.identity());
  }

  /**
   * Selects in an assumed world.
   *
   * @param steady false if {@code assumption} changes any container's state
   * @param assumption what a snapshot is taken to be instead
   * @throws EngineException if the engine gives no usable answer
   */
  static Selection select(
      Inventory inventory,
      Workers workers,
      Predicate where,
      boolean steady,
      UnaryOperator<Snapshot> assumption)
      throws EngineException {
    Host host = where.asksOfHost() ? inventory.host() : Host.UNKNOWN;
    List<Snapshot> open = inventory.list(ListFilter.of(where, steady).json()).stream()
        .map(assumption)
        .map(snapshot -> snapshot.on(host))
        .toList();
    var matches = new ArrayList<Snapshot>();
    for (FactCost depth : FactCost.values()) {
      if (depth != FactCost.LIST && !where.decidesAt(depth)) {
        continue;
      }
      open = deepen(inventory, workers, open, depth);
      var still = new ArrayList<Snapshot>();
      for (Snapshot snapshot : open) {
        Truth truth = where.judge(snapshot);
        if (truth == Truth.TRUE) {
          matches.add(snapshot);
        } else if (truth == Truth.UNKNOWN) {
          still.add(snapshot);
        }
      }
      open = still;
      if (open.isEmpty() || depth.covers(where.cost())) {
        break;
      }
    }
    matches.sort(Comparator.comparing(Snapshot::name).thenComparing(Snapshot::id));
    return new Selection(List.copyOf(matches), List.copyOf(open));
  }

  private static List<Snapshot> deepen(
      Inventory inventory, Workers workers, List<Snapshot> snapshots, FactCost depth)
      throws EngineException {
    return depth == FactCost.LIST
        ? snapshots
        : workers.map(snapshots, snapshot -> inventory.deepen(snapshot, depth)).stream()
            .flatMap(Optional::stream)
            .toList();
  }
}
