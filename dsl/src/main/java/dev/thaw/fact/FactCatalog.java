package dev.thaw.fact;

import static dev.thaw.fact.FactCost.INSPECT;
import static dev.thaw.fact.FactCost.LIST;
import static dev.thaw.fact.FactCost.STATS;
import static dev.thaw.fact.FactCost.STATS_PAIR;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Every fact there is: the one place where a new one is added. */
public final class FactCatalog {
  private static final Map<String, Fact> FACTS = new LinkedHashMap<>();

  private static final Pattern IDENTIFIER = Pattern.compile("sha256:.*|[0-9a-f]{12,64}");

  static {
    add(text(
            "id",
            LIST,
            "the full identifier, 64 hexadecimal digits; id =~ /^abc/ asks for a beginning",
            Snapshot::id)
        .narrowing((key, value) -> filter("id", value, true)));
    // The engine matches parts of names, and regular expressions at that.
    add(text("name", LIST, "the name, without a leading slash", Snapshot::name));
    add(new Fact(
        "image",
        INSPECT,
        LIST,
        false,
        "the image, as the container was made from it; the list tells it, too, unless its tag has"
            + " moved since",
        List.of(),
        Map.of(ValueKind.TEXT, FactCatalog::image),
        (key, value) -> Optional.empty()));
    add(new Fact(
            "label",
            LIST,
            true,
            "the label of that key: label.tier, label.a.b, label['auto-resume']; null if there is none",
            List.of(),
            Map.of(ValueKind.TEXT, FactCatalog::label))
        .narrowing(FactCatalog::labelFilter));
    add(words(
            "state",
            LIST,
            "the state; running excludes paused",
            ContainerState.words(),
            s -> s.state().word())
        .narrowing((key, value) -> filter("status", value, false)));
    add(state("running", "whether it runs and is not paused", ContainerState.RUNNING));
    add(state("paused", "whether it is paused", ContainerState.PAUSED));
    add(words(
            "health",
            INSPECT,
            "the healthcheck's last word, none without one; a paused container counts as unhealthy (moby#46203)",
            Health.words(),
            s -> s.inspection().health().word())
        // The list forgets the health of paused containers, which is unhealthy.
        .narrowing((key, value) ->
            value instanceof Value.Text text && text.text().equals(Health.HEALTHY.word())
                ? filter("health", value, false)
                : Optional.empty()));
    add(one(
        "exitCode",
        INSPECT,
        "the exit code of one that has ended; unknown before",
        ValueKind.NUMBER,
        (s, key) -> s.state() == ContainerState.EXITED || s.state() == ContainerState.DEAD
            ? Optional.of(Value.Number.of(s.inspection().exitCode()))
            : Optional.empty()));
    add(new Fact(
        "mem",
        STATS,
        false,
        "memory without page cache, as docker stats shows it: against a percentage the share of the"
            + " limit, against a size the bytes in use; unknown when stopped",
        List.of(),
        Map.of(
            ValueKind.PERCENT,
            (s, key) -> s.usage().memoryPercent().map(Value.Percent::new),
            ValueKind.BYTES,
            (s, key) -> boxed(s.usage().memoryBytes()).map(Value.Bytes::of))));
    add(one(
        "cpu",
        STATS_PAIR,
        "processor time as a share of one core: 200% is two full cores; unknown when stopped",
        ValueKind.PERCENT,
        (s, key) -> s.usage().processorPercent().map(Value.Percent::new)));
    add(one(
        "pids",
        STATS,
        "processes and threads inside; unknown when stopped",
        ValueKind.NUMBER,
        (s, key) -> s.usage().processes() < 0
            ? Optional.empty()
            : Optional.of(Value.Number.of(s.usage().processes()))));
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

  /**
   * Returns the fact of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Fact named(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no fact " + name));
  }

  /** For a container whose image has lost its name, the list has the image's identifier instead. */
  private static Optional<Value> image(Snapshot snapshot, String key) {
    return snapshot.depth().covers(INSPECT)
            || !IDENTIFIER.matcher(snapshot.image()).matches()
        ? Optional.of(new Value.Text(snapshot.image()))
        : Optional.empty();
  }

  private static Optional<Value> label(Snapshot snapshot, String key) {
    String value = snapshot.labels().get(key);
    return Optional.of(value == null ? Value.Absent.NULL : new Value.Text(value));
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  /** The engine cuts at the first equals sign, so a key that holds one cannot be asked for. */
  private static Optional<EngineFilter> labelFilter(String key, Value value) {
    return value instanceof Value.Text text && !key.contains("=")
        ? Optional.of(new EngineFilter("label", key + "=" + text.text(), true))
        : Optional.empty();
  }

  private static Optional<EngineFilter> filter(String name, Value value, boolean lasting) {
    return value instanceof Value.Text text
        ? Optional.of(new EngineFilter(name, text.text(), lasting))
        : Optional.empty();
  }

  private static Fact text(
      String name, FactCost cost, String summary, Function<Snapshot, String> read) {
    return words(name, cost, summary, List.of(), read);
  }

  private static Fact words(
      String name,
      FactCost cost,
      String summary,
      List<String> words,
      Function<Snapshot, String> read) {
    return new Fact(
        name,
        cost,
        false,
        summary,
        words,
        Map.of(ValueKind.TEXT, (s, key) -> Optional.of(new Value.Text(read.apply(s)))));
  }

  private static Fact state(String name, String summary, ContainerState state) {
    return one(
            name,
            LIST,
            summary,
            ValueKind.FLAG,
            (s, key) -> Optional.of(new Value.Flag(s.state() == state)))
        .narrowing((key, value) -> value instanceof Value.Flag flag && flag.flag()
            ? filter("status", new Value.Text(state.word()), false)
            : Optional.empty());
  }

  private static Fact one(
      String name,
      FactCost cost,
      String summary,
      ValueKind kind,
      BiFunction<Snapshot, String, Optional<Value>> read) {
    return new Fact(name, cost, false, summary, List.of(), Map.of(kind, read));
  }

  private static void add(Fact fact) {
    FACTS.put(fact.name(), fact);
  }
}
