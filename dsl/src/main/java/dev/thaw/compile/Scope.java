package dev.thaw.compile;

import dev.thaw.value.Value;
import java.util.Collection;
import java.util.HashMap;
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
  private final Map<String, Optional<Value>> names = new HashMap<>();

  Scope() {
    this.outer = Optional.empty();
  }

  private Scope(Scope outer) {
    this.outer = Optional.of(outer);
  }

  /** Returns a scope that sees this one's names and keeps its own to itself. */
  Scope inner() {
    return new Scope(this);
  }

  /** Gives a value a name; an empty value for one that is known to be wrong. */
  void define(String name, Optional<Value> value) {
    names.put(name, value);
  }

  boolean knows(String name) {
    return names.containsKey(name) || outer.map(scope -> scope.knows(name)).orElse(false);
  }

  /** Returns the value of a name that is known, unless it is known to be wrong. */
  Optional<Value> find(String name) {
    return names.containsKey(name) ? names.get(name) : outer.flatMap(scope -> scope.find(name));
  }

  Collection<String> names() {
    Set<String> all = new TreeSet<>(names.keySet());
    outer.ifPresent(scope -> all.addAll(scope.names()));
    return all;
  }
}
