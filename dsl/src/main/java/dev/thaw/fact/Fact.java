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
  private final String summary;
  private final Map<ValueKind, BiFunction<Snapshot, String, Optional<Value>>> readings;
  private final Traits traits;

  /** Makes a fact that has no key, is never null and is known of the container itself. */
  Fact(
      String name,
      FactCost cost,
      String summary,
      Map<ValueKind, BiFunction<Snapshot, String, Optional<Value>>> readings) {
    this(name, cost, summary, readings, Traits.plain(cost));
  }

  private Fact(
      String name,
      FactCost cost,
      String summary,
      Map<ValueKind, BiFunction<Snapshot, String, Optional<Value>>> readings,
      Traits traits) {
    this.name = name;
    this.cost = cost;
    this.summary = summary;
    this.readings = Map.copyOf(readings);
    this.traits = traits;
  }

  /** Returns the word that scripts use: {@code mem}, {@code mem.ofHost}. */
  public String name() {
    return name;
  }

  /** Returns what must be asked of the engine to be sure to know it. */
  public FactCost cost() {
    return cost;
  }

  /** Returns whether a key follows it, as in {@code label.tier}. */
  public boolean keyed() {
    return traits.keyed();
  }

  /** Returns whether there may certainly be none: then it is null. */
  public boolean nullable() {
    return traits.nullable();
  }

  /** Returns whether the engine's machine must be asked, once for all containers. */
  public boolean ofHost() {
    return traits.ofHost();
  }

  /** Returns what it is, in one line. */
  public String summary() {
    return summary;
  }

  /** Returns the words it can have, all there are; empty if its values are open. */
  public List<String> words() {
    return traits.words();
  }

  /** Returns the kinds of value that it can be compared with. */
  public Set<ValueKind> kinds() {
    return readings.keySet();
  }

  /** Returns the kind of what it has several of; nothing if it is no set. */
  public Optional<ValueKind> elements() {
    return traits.elements();
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
    return snapshot.knows(traits.earliest()) ? reading.apply(snapshot, key) : Optional.empty();
  }

  /**
   * Returns the filter of the engine's list that no container is lost by for which this fact has
   * that value.
   *
   * @param key the key of a keyed fact, empty for others
   * @return nothing if no filter of the engine means that
   */
  public Optional<EngineFilter> filter(String key, Value value) {
    return traits.filter().apply(key, value);
  }

  /** Returns this fact as one that the engine's list can be narrowed down by. */
  Fact narrowing(BiFunction<String, Value, Optional<EngineFilter>> filter) {
    return having(traits.narrowing(filter));
  }

  /** Returns this fact as one whose readings say themselves whether a snapshot tells it. */
  Fact sayingItself() {
    return having(traits.from(FactCost.LIST));
  }

  Fact withKey() {
    return having(traits.withKey());
  }

  Fact orNull() {
    return having(traits.orNull());
  }

  Fact oneOf(List<String> words) {
    return having(traits.oneOf(words));
  }

  Fact setOf(ValueKind kind) {
    return having(traits.setOf(kind));
  }

  Fact onHost() {
    return having(traits.onHost());
  }

  private Fact having(Traits traits) {
    return new Fact(name, cost, summary, readings, traits);
  }

  @Override
  public String toString() {
    return name;
  }
}
