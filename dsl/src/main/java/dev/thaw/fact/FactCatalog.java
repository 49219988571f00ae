package dev.thaw.fact;

import dev.thaw.value.ValueKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every fact there is; a new one is added to one of the lists that are gathered here. */
public final class FactCatalog {
  /** The word for the element at hand, inside of {@code networks.any { it == 'front' }}. */
  public static final String IT = "it";

  private static final Map<String, Fact> FACTS = new LinkedHashMap<>();
  private static final Map<ValueKind, Fact> ELEMENTS =
      Map.of(ValueKind.TEXT, element(ValueKind.TEXT), ValueKind.NUMBER, element(ValueKind.NUMBER));

  static {
    for (List<Fact> facts : List.of(ContainerFacts.all(), ProcessFacts.all(), UsageFacts.all())) {
      facts.forEach(fact -> FACTS.put(fact.name(), fact));
    }
  }

  private FactCatalog() {}

  /** Returns all facts, in the order in which documentation lists them. */
  public static Collection<Fact> all() {
    return FACTS.values();
  }

  /** Returns the fact of that name. */
  public static Optional<Fact> find(String name) {
    return Optional.ofNullable(FACTS.get(name));
  }

  /** Returns whether a fact's name is that word, or begins with it and a dot. */
  public static boolean begins(String word) {
    return FACTS.keySet().stream()
        .anyMatch(name -> name.equals(word) || name.startsWith(word + "."));
  }

  /**
   * Returns the fact of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Fact named(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no fact " + name));
  }

  /**
   * Returns the element at hand of a set of such values, which no container tells.
   *
   * @throws IllegalArgumentException if there are no sets of that
   */
  public static Fact element(Optional<ValueKind> kind) {
    return kind.map(ELEMENTS::get)
        .orElseThrow(() -> new IllegalArgumentException("no set of such"));
  }

  private static Fact element(ValueKind kind) {
    return FactForms.one(
        IT, FactCost.LIST, "the element at hand", kind, snapshot -> Optional.empty());
  }
}
