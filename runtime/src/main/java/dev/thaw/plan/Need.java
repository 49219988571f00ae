package dev.thaw.plan;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Inventory;
import dev.thaw.fact.FactCost;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Predicate;
import java.util.List;
import java.util.Optional;

/**
 * What must be known of a container before conditions can be judged on it.
 *
 * @param cost how deep
 * @param host whether the machine that it runs on is asked about as well
 */
public record Need(FactCost cost, boolean host) {

  /** Returns what these conditions need together. */
  public static Need of(List<Predicate> conditions) {
    return new Need(
        conditions.stream().map(Predicate::cost).reduce(FactCost.LIST, FactCost::max),
        conditions.stream().anyMatch(Predicate::asksOfHost));
  }

  /**
   * Returns the container with all that known; nothing if it is gone.
   *
   * @throws EngineException if the engine gives no usable answer
   */
  public Optional<Snapshot> read(Inventory inventory, Snapshot target) throws EngineException {
    Optional<Snapshot> known = inventory.deepen(target, cost);
    return known.isPresent() && host ? Optional.of(known.get().on(inventory.host())) : known;
  }
}
