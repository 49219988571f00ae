package dev.thaw.prove;

import dev.thaw.fact.Reading;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Truth;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.Collection;
import java.util.Set;

/**
 * That a fact is one of several values, which may be thousands: found without going through them.
 *
 * @param kind what the fact is read as, whichever of the values it is held against
 */
record Listed(Operand.FactRef fact, ValueKind kind, Set<Value> values) {
  static Listed of(Variable asked, Collection<Value> values) {
    return new Listed(
        new Operand.FactRef(asked.fact(), asked.key()), asked.kind(), Set.copyOf(values));
  }

  Truth judge(Reading reading) {
    return fact.read(reading, kind)
        .map(value -> Truth.of(values.contains(value)))
        .orElse(Truth.UNKNOWN);
  }
}
