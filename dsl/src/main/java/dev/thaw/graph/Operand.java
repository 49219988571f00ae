package dev.thaw.graph;

import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.fact.FactCost;
import dev.thaw.fact.Reading;
import dev.thaw.value.SourceText;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
}
