package dev.thaw.graph;

import dev.thaw.fact.Reading;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A set holds a value: {@code 'front' in networks}; none holds null. */
public record Has(Operand element, Operand.FactRef set) implements Predicate {

  public Has {
    Operand.require(set, ValueKind.SET);
    Operand.require(element, kind(set));
  }

  private static ValueKind kind(Operand.FactRef set) {
    return set.fact().elements().orElseThrow(() -> new IllegalArgumentException("no set: " + set));
  }

  @Override
  public Truth judge(Reading reading) {
    Optional<Value> wanted = element.read(reading, kind(set));
    Optional<Value> there = set.read(reading, ValueKind.SET);
    return wanted.isEmpty() || there.isEmpty()
        ? Truth.UNKNOWN
        : Truth.of(
            there.get() instanceof Value.Members members && members.items().contains(wanted.get()));
  }

  @Override
  public List<Operand> operands() {
    return List.of(element, set);
  }

  @Override
  public void read(Reading of, BiConsumer<String, Optional<Value>> reading) {
    Operand.tell(List.of(element), of, kind(set), reading);
    Operand.tell(List.of(set), of, ValueKind.SET, reading);
  }

  /** A minus behind where would be taken for a subtraction. */
  @Override
  public String source() {
    return element.source().startsWith("-")
        ? set.source() + ".contains(" + element.source() + ")"
        : element.source() + " in " + set.source();
  }
}
