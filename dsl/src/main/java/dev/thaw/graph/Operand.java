package dev.thaw.graph;

import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.fact.FactCost;
import dev.thaw.fact.Reading;
import dev.thaw.value.SourceText;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** One side of a comparison. */
public sealed interface Operand {

  /** Returns the kinds of value that it can be read as. */
  Set<ValueKind> kinds();

  /** Returns its value as that kind; nothing where it is unknown. */
  Optional<Value> read(Reading reading, ValueKind kind);

  /** Returns what must be asked of the engine to know it. */
  FactCost cost();

  /** Returns every fact that it is made of. */
  default List<FactRef> facts() {
    return List.of();
  }

  /** Returns it as a script writes it. */
  String source();

  /** Tells the values of those that are not constants. */
  static void tell(
      List<Operand> operands,
      Reading of,
      ValueKind kind,
      BiConsumer<String, Optional<Value>> reading) {
    for (Operand operand : operands) {
      if (!(operand instanceof Literal)) {
        reading.accept(operand.source(), operand.read(of, kind));
      }
    }
  }

  /** Returns the kind that both sides of a comparison are read as. */
  static ValueKind commonKind(Operand left, Operand right) {
    Set<ValueKind> common = EnumSet.copyOf(left.kinds());
    common.retainAll(right.kinds());
    if (!common.isEmpty()) {
      return common.iterator().next();
    }
    Operand fact = left instanceof Literal ? right : left;
    return fact.kinds().iterator().next();
  }

  /**
   * Checks that it can be read as that kind.
   *
   * @throws IllegalArgumentException if it cannot
   */
  static void require(Operand operand, ValueKind kind) {
    if (!operand.kinds().contains(kind)) {
      throw new IllegalArgumentException(operand.source() + " is never " + kind.phrase());
    }
  }

  /** A constant. */
  record Literal(Value value) implements Operand {
    @Override
    public Set<ValueKind> kinds() {
      return Set.of(value.kind());
    }

    @Override
    public Optional<Value> read(Reading reading, ValueKind kind) {
      return value instanceof Value.Ago ago ? reading.at().map(ago::at) : Optional.of(value);
    }

    @Override
    public FactCost cost() {
      return FactCost.LIST;
    }

    @Override
    public String source() {
      return value.source();
    }
  }

  /**
   * A fact of the container.
   *
   * @param fact which
   * @param key the key of a keyed fact, such as the label's; empty for others
   */
  record FactRef(Fact fact, String key) implements Operand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

    public FactRef {
      if (fact.keyed() == key.isEmpty()) {
        throw new IllegalArgumentException(
            fact + (key.isEmpty() ? " needs" : " takes no") + " key");
      }
    }

    /** Returns the element at hand of a set of such values. */
    public static FactRef it(Optional<ValueKind> kind) {
      return new FactRef(FactCatalog.element(kind), "");
    }

    /** Returns a fact that has no key. */
    public static FactRef to(String name) {
      return new FactRef(FactCatalog.named(name), "");
    }

    @Override
    public Set<ValueKind> kinds() {
      return fact.kinds();
    }

    @Override
    public Optional<Value> read(Reading reading, ValueKind kind) {
      return reading.read(fact, key, kind);
    }

    @Override
    public FactCost cost() {
      return fact.cost();
    }

    @Override
    public List<FactRef> facts() {
      return List.of(this);
    }

    @Override
    public String source() {
      if (key.isEmpty()) {
        return fact.name();
      }
      return PLAIN.matcher(key).matches()
          ? fact.name() + "." + key
          : fact.name() + "[" + SourceText.quote(key) + "]";
    }
  }

  /** A value made of another: {@code name.toLowerCase()}. */
  record Applied(Operand operand, ValueFunction function) implements Operand {
    public Applied {
      require(operand, function.from());
    }

    @Override
    public Set<ValueKind> kinds() {
      return Set.of(function.to());
    }

    @Override
    public Optional<Value> read(Reading reading, ValueKind kind) {
      return operand.read(reading, function.from()).map(function::apply);
    }

    @Override
    public FactCost cost() {
      return operand.cost();
    }

    @Override
    public List<FactRef> facts() {
      return operand.facts();
    }

    @Override
    public String source() {
      return operand.source() + "." + function.word() + "()";
    }
  }
}
