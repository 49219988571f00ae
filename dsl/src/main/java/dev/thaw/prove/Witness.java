package dev.thaw.prove;

import dev.thaw.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A made-up container that shows something; what a predicate says of it was judged, not derived.
 *
 * @param facts by the fact as a script writes it: the value, nothing where it is unknown; only what
 *     was asked for, in the order of asking
 */
public record Witness(Map<String, Optional<Value>> facts) implements Satisfiability {
  public Witness {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** Prints {@code label.tier = 'db', state = 'running', mem unknown}. */
  @Override
  public String toString() {
    return facts.isEmpty()
        ? "any container"
        : facts.entrySet().stream()
            .map(fact -> fact.getKey()
                + fact.getValue().map(value -> " = " + value.source()).orElse(" unknown"))
            .collect(Collectors.joining(", "));
  }
}
