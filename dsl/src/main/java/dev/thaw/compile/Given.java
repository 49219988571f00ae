package dev.thaw.compile;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parameters of a file were given: texts of a command line, or values of a script. */
sealed interface Given {

  /** Stands for any text. */
  Value.Text SAMPLE = new Value.Text("any-text");

  /** Returns the names that something was given for. */
  Set<String> names();

  /**
   * Returns what was given as a value of that kind, if anything was. Neither value nor problem:
   * what was given is wrong, which is reported where it stands.
   */
  Optional<OptionValue> find(String name, ValueKind kind);

  /** Returns how a parameter is given a value. */
  String how(String name);

  /** Returns what stands for a parameter that nothing was given for, where that is no problem. */
  default Optional<Value> sample(ValueKind kind) {
    return Optional.empty();
  }

  /** Returns whether what was given for no parameter is a problem. */
  default boolean strict() {
    return true;
  }

  /**
   * Texts for a check, which looks at scripts before anybody knows all values.
   *
   * @param alone whether they are for one file; else some may be for the others
   */
  record Check(Map<String, String> texts, boolean alone) implements Given {
    private static final Map<ValueKind, Value> SAMPLES = Map.of(
        ValueKind.TEXT, SAMPLE,
        ValueKind.NUMBER, Value.Number.of(1),
        ValueKind.PERCENT, new Value.Percent(BigDecimal.TEN),
        ValueKind.BYTES, Value.Bytes.of(1_000_000),
        ValueKind.TIME, new Value.Time(Duration.ofMinutes(1)),
        ValueKind.INSTANT, new Value.Ago(Duration.ofDays(1)),
        ValueKind.FLAG, new Value.Flag(true),
        ValueKind.LIST, new Value.Listing(List.of(SAMPLE)));

    @Override
    public Set<String> names() {
      return texts.keySet();
    }

    @Override
    public Optional<OptionValue> find(String name, ValueKind kind) {
      return new Texts(texts).find(name, kind);
    }

    @Override
    public String how(String name) {
      return new Texts(texts).how(name);
    }

    @Override
    public Optional<Value> sample(ValueKind kind) {
      return Optional.of(SAMPLES.get(kind));
    }

    @Override
    public boolean strict() {
      return alone;
    }
  }

  /** Texts, as a command line has them. */
  record Texts(Map<String, String> texts) implements Given {
    @Override
    public Set<String> names() {
      return texts.keySet();
    }

    @Override
    public Optional<OptionValue> find(String name, ValueKind kind) {
      return Optional.ofNullable(texts.get(name)).map(text -> LiteralText.parse(text, kind));
    }

    @Override
    public String how(String name) {
      return "-p " + name + "=VALUE";
    }
  }

  /** Values, as {@code include} has them. */
  record Values(Map<String, Optional<Value>> values) implements Given {
    @Override
    public Set<String> names() {
      return values.keySet();
    }

    @Override
    public Optional<OptionValue> find(String name, ValueKind kind) {
      return values.containsKey(name)
          ? Optional.of(values.get(name).map(value -> checked(value, kind)).orElse(UNKNOWN))
          : Optional.empty();
    }

    private static OptionValue checked(Value value, ValueKind kind) {
      return value.kind() == kind
          ? OptionValue.of(value)
          : OptionValue.wrongType(
              Kinds.shown(value) + " is " + value.kind().phrase() + ", not " + kind.phrase() + ".",
              "Give one, as " + Kinds.example(kind) + ".");
    }

    @Override
    public String how(String name) {
      return "include 'file.groovy', " + name + ": value";
    }

    private static final OptionValue UNKNOWN = OptionValue.wrongType("", "");
  }
}
