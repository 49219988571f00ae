package dev.thaw.fact;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Something that a predicate can ask of a container.
 *
 * <p>A fact may have several readings, chosen by what it is compared with: {@code mem < 80%} asks
 * for the share of the limit, {@code mem < 512.MB} for the usage.
 */
public final class Fact {
  private final String name;
  private final FactCost cost;
  private final FactCost earliest;
  private final boolean keyed;
  private final String summary;
  private final List<String> words;
  private final Map<ValueKind, BiFunction<Snapshot, String, Optional<Value>>> readings;
  private final BiFunction<String, Value, Optional<EngineFilter>> filter;

  Fact(
      String name,
      FactCost cost,
      boolean keyed,
      String summary,
      List<String> words,
      Map<ValueKind, BiFunction<Snapshot, String, Optional<Value>>> readings) {
    this(name, cost, cost, keyed, summary, words, readings, (key, value) -> Optional.empty());
  }

  /**
   * @param earliest the cheapest cost at which a reading may know it, and says if it does not
   * @param filter what to ask the engine's list for if the fact of a key must have a value
   */
  Fact(
      String name,
      FactCost cost,
      FactCost earliest,
      boolean keyed,
      String summary,
      List<String> words,
      Map<ValueKind, BiFunction<Snapshot, String, Optional<Value>>> readings,
      BiFunction<String, Value, Optional<EngineFilter>> filter) {
    this.name = name;
    this.cost = cost;
    this.earliest = earliest;
    this.keyed = keyed;
    this.summary = summary;
    this.words = List.copyOf(words);
    this.readings = Map.copyOf(readings);
    this.filter = filter;
  }

  /** Returns the word that scripts use. */
  public String name() {
    return name;
  }

  /** Returns what must be asked of the engine to be sure to know it. */
  public FactCost cost() {
    return cost;
  }

  /** Returns whether a key follows it, as in {@code label.tier}. */
  public boolean keyed() {
    return keyed;
  }

  /** Returns what it is, in one line. */
  public String summary() {
    return summary;
  }

  /** Returns the words it can have, all there are; empty if its values are open. */
  public List<String> words() {
    return words;
  }

  /** Returns the kinds of value that it can be compared with. */
  public Set<ValueKind> kinds() {
    return readings.keySet();
  }

  /**
   * Reads this fact as a value of {@code kind}.
   *
   * @param key the key of a keyed fact, empty for others
   * @return the value, {@link Value.Absent#NULL} where there is certainly none, or nothing where it
   *     is unknown: not read yet at the snapshot's depth, not known to the engine either, or about
   *     to change
   * @throws IllegalArgumentException if this fact has no reading of that kind
   */
  public Optional<Value> read(Snapshot snapshot, String key, ValueKind kind) {
    var reading = readings.get(kind);
    if (reading == null) {
      throw new IllegalArgumentException(name + " is never " + kind.phrase());
    }
    return snapshot.knows(earliest) ? reading.apply(snapshot, key) : Optional.empty();
  }

  /** Returns this fact as one that the engine's list can be narrowed down by. */
  Fact narrowing(BiFunction<String, Value, Optional<EngineFilter>> filter) {
    return new Fact(name, cost, earliest, keyed, summary, words, readings, filter);
  }

  /**
   * Returns the filter of the engine's list that no container is lost by for which this fact has
   * that value.
   *
   * @param key the key of a keyed fact, empty for others
   * @return nothing if no filter of the engine means that
   */
  public Optional<EngineFilter> filter(String key, Value value) {
    return filter.apply(key, value);
  }

  @Override
  public String toString() {
    return name;
  }
}
