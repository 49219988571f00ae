package dev.thaw.plan;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Inventory;
import dev.thaw.engine.Workers;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Comparison;
import dev.thaw.graph.Selector;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Which of the containers that match a step takes, and in which order. */
public final class Choice {
  private Choice() {}

  /**
   * Puts those that match in order: by the selector's fact, those last of which it is unknown; by
   * name where that leaves it open.
   *
   * @param matches in order of their names
   * @throws EngineException if the fact must be read and the engine gives no usable answer
   */
  public static List<Snapshot> ordered(
      Selector selector, List<Snapshot> matches, Inventory inventory, Workers workers)
      throws EngineException {
    if (selector.order().isEmpty()) {
      return matches;
    }
    Selector.Order order = selector.order().get();
    var need = new Need(order.fact().cost(), order.fact().fact().ofHost());
    var ranked = new ArrayList<Ranked>();
    for (Optional<Snapshot> known : workers.map(matches, match -> need.read(inventory, match))) {
      known.ifPresent(snapshot -> ranked.add(new Ranked(snapshot, rank(order, snapshot))));
    }
    ranked.sort((left, right) -> compare(left, right, order.descending()));
    return ranked.stream().map(Ranked::snapshot).toList();
  }

  /** A container and what it is ordered by, if that is known. */
  private record Ranked(Snapshot snapshot, Optional<Value> rank) {}

  private static Optional<Value> rank(Selector.Order order, Snapshot snapshot) {
    return order.fact().read(snapshot, order.kind()).filter(value -> value != Value.Absent.NULL);
  }

  private static int compare(Ranked left, Ranked right, boolean descending) {
    if (left.rank.isEmpty() || right.rank.isEmpty()) {
      return Boolean.compare(left.rank.isEmpty(), right.rank.isEmpty());
    }
    Comparison before = descending ? Comparison.GREATER : Comparison.LESS;
    if (before.holds(left.rank.get(), right.rank.get())) {
      return -1;
    }
    return before.holds(right.rank.get(), left.rank.get()) ? 1 : 0;
  }

  /**
   * Takes as many of them as the selector asks for.
   *
   * @param ordered all that match
   * @param random decides where any of them will do
   */
  public static List<Snapshot> taken(
      Selector selector, List<Snapshot> ordered, RandomGenerator random) {
    if (selector.sample().isEmpty() || selector.sample().get().count() >= ordered.size()) {
      return ordered;
    }
    Selector.Sample sample = selector.sample().get();
    return sample.random()
        ? any(sample.count(), ordered, random)
        : ordered.subList(0, sample.count());
  }

  private static List<Snapshot> any(int count, List<Snapshot> all, RandomGenerator random) {
    var places = new ArrayList<Integer>();
    for (int place = 0; place < all.size(); place++) {
      places.add(place);
    }
    for (int index = 0; index < count; index++) {
      Collections.swap(places, index, index + random.nextInt(all.size() - index));
    }
    return new TreeSet<>(places.subList(0, count)).stream().map(all::get).toList();
  }
}
