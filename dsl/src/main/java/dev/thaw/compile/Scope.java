package dev.thaw.compile;

import dev.thaw.value.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The constants that a place of the script can name.
 *
 * <p>A name whose value could not be worked out is known nonetheless, so that one problem is
 * reported once and not again at each use.
 */
final class Scope {
  private final Optional<Scope> outer;
  private final Set<String> expected;
  private final boolean blind;
  private final Map<String, Optional<Value>> names = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private long asked;

  Scope() {
    this(Set.of());
  }

  /**
   * A script's scope.
   *
   * @param expected names that have no value, because what was to declare them could not be read
   */
  Scope(Set<String> expected) {
    this.outer = Optional.empty();
    this.expected = expected;
    this.blind = false;
  }

  private Scope(Scope outer, boolean blind) {
    this.outer = Optional.of(outer);
    this.expected = Set.of();
    this.blind = blind;
  }

  /** Returns a scope that sees this one's names and keeps its own to itself. */
  Scope inner() {
    return new Scope(this, false);
  }

  /**
   * Returns a scope that knows this one's names, but not their values: what is not carried out
   * would often be wrong with just these.
   */
  Scope blind() {
    return new Scope(this, true);
  }

  /** Gives a value a name; an empty value for one that is known to be wrong. */
  void define(String name, Optional<Value> value) {
    names.put(name, value);
  }

  boolean knows(String name) {
    return declares(name)
        || outer.map(scope -> scope.knows(name)).orElseGet(() -> expected.contains(name));
  }

  /** Returns whether the name has been taken, here or around. */
  boolean declares(String name) {
    return names.containsKey(name) || outer.map(scope -> scope.declares(name)).orElse(false);
  }

  /** Returns how often a value was asked for, here or in any other scope of the file. */
  long asked() {
    return root().asked;
  }

  private Scope root() {
    return outer.map(Scope::root).orElse(this);
  }

  /** Returns the value of a name that is known, unless it is known to be wrong. */
  Optional<Value> find(String name) {
    root().asked++;
    if (names.containsKey(name)) {
      used.add(name);
      return names.get(name);
    }
    Optional<Value> value = outer.flatMap(scope -> scope.find(name));
    return blind ? Optional.empty() : value;
  }

  /** Returns whether anybody asked for the value of that name of this very scope. */
  boolean isUsed(String name) {
    return used.contains(name);
  }

  Collection<String> names() {
    Set<String> all = new TreeSet<>(names.keySet());
    outer.ifPresent(scope -> all.addAll(scope.names()));
    return all;
  }
}
