package dev.thaw.fact;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The forms that facts come in. */
final class FactForms {
  private FactForms() {}

  static Fact one(
      String name,
      FactCost cost,
      String summary,
      ValueKind kind,
      Function<Snapshot, Optional<Value>> read) {
    return new Fact(name, cost, summary, Map.of(kind, (s, key) -> read.apply(s)));
  }

  static Fact text(String name, FactCost cost, String summary, Function<Snapshot, String> read) {
    return one(
        name, cost, summary, ValueKind.TEXT, s -> Optional.of(new Value.Text(read.apply(s))));
  }

  static Fact words(
      String name,
      FactCost cost,
      String summary,
      List<String> words,
      Function<Snapshot, String> read) {
    return text(name, cost, summary, read).oneOf(words);
  }

  static Fact flag(String name, FactCost cost, String summary, Function<Snapshot, Boolean> read) {
    return one(
        name, cost, summary, ValueKind.FLAG, s -> Optional.of(new Value.Flag(read.apply(s))));
  }

  static Fact state(String name, String summary, ContainerState state) {
    return flag(name, FactCost.LIST, summary, s -> s.state() == state)
        .narrowing((key, value) -> value instanceof Value.Flag flag && flag.flag()
            ? filter("status", new Value.Text(state.word()), false)
            : Optional.empty());
  }

  /** A share of something, or so many bytes: which, is chosen by what it is compared with. */
  static Fact share(
      String name,
      FactCost cost,
      String summary,
      Function<Snapshot, Optional<BigDecimal>> percent,
      Function<Snapshot, Long> bytes) {
    BiFunction<Snapshot, String, Optional<Value>> share =
        (s, key) -> percent.apply(s).map(Value.Percent::new);
    BiFunction<Snapshot, String, Optional<Value>> amount =
        (s, key) -> known(bytes.apply(s)).map(Value.Bytes::of);
    return new Fact(name, cost, summary, Map.of(ValueKind.PERCENT, share, ValueKind.BYTES, amount));
  }

  static Fact count(String name, FactCost cost, String summary, Function<Snapshot, Long> read) {
    return one(
        name, cost, summary, ValueKind.NUMBER, s -> known(read.apply(s)).map(Value.Number::of));
  }

  static Fact texts(String name, String summary, Function<Snapshot, Optional<Value>> read) {
    return one(name, FactCost.LIST, summary, ValueKind.SET, read).setOf(ValueKind.TEXT);
  }

  /** Returns how long before the snapshot something was; less than nothing only by wrong clocks. */
  static Optional<Value> since(Snapshot snapshot, Instant moment) {
    return snapshot
        .at()
        .map(now -> Duration.between(moment, now))
        .map(time -> new Value.Time(Duration.ofMillis(time.isNegative() ? 0 : time.toMillis())));
  }

  /** Negative numbers stand for unknown. */
  static Optional<Long> known(long number) {
    return number < 0 ? Optional.empty() : Optional.of(number);
  }

  static Optional<EngineFilter> filter(String name, Value value, boolean lasting) {
    return value instanceof Value.Text text
        ? Optional.of(new EngineFilter(name, text.text(), lasting))
        : Optional.empty();
  }

  /** The engine cuts at the first equals sign, so a key that holds one cannot be asked for. */
  static Optional<EngineFilter> labelFilter(String key, Value value) {
    return value instanceof Value.Text text && !key.contains("=")
        ? Optional.of(new EngineFilter("label", key + "=" + text.text(), true))
        : Optional.empty();
  }

  static Optional<Value> label(Snapshot snapshot, String key) {
    String value = snapshot.labels().get(key);
    return Optional.of(value == null ? Value.Absent.NULL : new Value.Text(value));
  }
}
