package dev.thaw.graph;

import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.fact.Reading;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A condition on the elements of a set: {@code networks.any { it =~ /^front/ }}. Of an empty set
 * any is false, all and none are true.
 *
 * @param element asks for {@code it} alone, so it is no condition on a container and none of this
 *     one's parts
 */
public record Each(Operand.FactRef set, Quantifier quantifier, Predicate element)
    implements Predicate {

  /** Of how many elements the condition must hold. */
  public enum Quantifier {
    ANY("any"),
    ALL("all"),
    NONE("none");

    private final String word;

    Quantifier(String word) {
      this.word = word;
    }

    /** Returns how a script calls it. */
    public String word() {
      return word;
    }

    /** Returns the quantifier of that word. */
    public static Optional<Quantifier> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
  }

  public Each {
    Operand.require(set, ValueKind.SET);
    Fact it = FactCatalog.element(set.fact().elements());
    if (!element.facts().allMatch(reference -> reference.fact().equals(it))) {
      throw new IllegalArgumentException(
          "a condition on elements of " + set.source() + " asks for something else");
    }
  }

  @Override
  public Truth judge(Reading reading) {
    Optional<Value> there = set.read(reading, ValueKind.SET);
    if (there.isEmpty() || !(there.get() instanceof Value.Members members)) {
      return Truth.UNKNOWN;
    }
    Truth truth = Truth.of(quantifier == Quantifier.ALL);
    for (Value item : members.items()) {
      Truth one = element.judge(new Item(item, reading.at()));
      truth = quantifier == Quantifier.ALL ? truth.and(one) : truth.or(one);
    }
    return quantifier == Quantifier.NONE ? truth.negate() : truth;
  }

  /** Answers for the element at hand. */
  private record Item(Value value, Optional<Instant> at) implements Reading {
    @Override
    public Optional<Value> read(Fact fact, String key, ValueKind kind) {
      return value.kind() == kind ? Optional.of(value) : Optional.empty();
    }
  }

  @Override
  public List<Operand> operands() {
    return List.of(set);
  }

  @Override
  public void read(Reading of, BiConsumer<String, Optional<Value>> reading) {
    Operand.tell(operands(), of, ValueKind.SET, reading);
  }

  @Override
  public String source() {
    return set.source() + "." + quantifier.word() + " { " + element.source() + " }";
  }
}
