package dev.thaw.prove;

import static java.util.Map.entry;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.FactCatalog;
import dev.thaw.fact.Health;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * How the facts of one container hang together, as the fact catalogue's summaries say: the one
 * table of it.
 *
 * <p>A fact without a line here may be anything, but no proof that there is a container rests on
 * it.
 */
final class Relations {
  static final String RUNNING = ContainerState.RUNNING.word();
  private static final String PAUSED = ContainerState.PAUSED.word();
  private static final List<String> WITH_PROCESSES = List.of(RUNNING, PAUSED);

  /**
   * What is certain of a fact.
   *
   * @param known the states in which it is known for sure
   * @param perhaps the states in which it may be known or not; in all others it is unknown
   * @param likely what it can be for sure; of anything else that is doubtful
   * @param bounds where what a number can be for sure begins and ends
   */
  private record Line(
      Set<String> known,
      Set<String> perhaps,
      BiPredicate<String, Optional<Value>> likely,
      List<Integer> bounds) {
    static Line always(BiPredicate<String, Optional<Value>> likely) {
      return new Line(Set.copyOf(ContainerState.words()), Set.of(), likely, List.of());
    }

    static Line always(String form) {
      var pattern = Pattern.compile(form);
      return always((state, value) -> value.orElseThrow() instanceof Value.Text text
          && pattern.matcher(text.text()).matches());
    }

    static Line perhaps(Collection<String> states, int least) {
      return new Line(
          Set.of(), Set.copyOf(states), within(least, Integer.MAX_VALUE), List.of(least));
    }

    static Line afterTheEnd(int least, int most) {
      return new Line(
          Set.of(ContainerState.EXITED.word(), ContainerState.DEAD.word()),
          Set.of(ContainerState.RESTARTING.word(), ContainerState.CREATED.word()),
          within(least, most),
          List.of(least, most));
    }

    /** No limit is meant by the largest number there is. */
    private static BiPredicate<String, Optional<Value>> within(int least, int most) {
      return (state, value) -> value
          .flatMap(Grid::amount)
          .filter(amount -> amount.compareTo(BigDecimal.valueOf(least)) >= 0)
          .filter(amount ->
              most == Integer.MAX_VALUE || amount.compareTo(BigDecimal.valueOf(most)) <= 0)
          .isPresent();
    }
  }

  private static final Map<String, Line> LINES = Map.ofEntries(
      entry("id", Line.always("[0-9a-f]{64}")),
      entry("name", Line.always("[a-zA-Z0-9][a-zA-Z0-9_.-]*")),
      entry("image", Line.always("\\S+")),
      entry("label", Line.always((state, value) -> true)),
      entry("state", Line.always((state, value) -> true)),
      entry("health", Line.always(Relations::healthSuits)),
      entry("tty", Line.always((state, value) -> true)),
      entry("restartPolicy", Line.always((state, value) -> true)),
      entry("restarts", Line.always(Line.within(0, Integer.MAX_VALUE))),
      entry("age", Line.perhaps(ContainerState.words(), 0)),
      entry("uptime", Line.perhaps(WITH_PROCESSES, 0)),
      entry("exitCode", Line.afterTheEnd(0, 255)),
      entry("mem", Line.perhaps(WITH_PROCESSES, 0)),
      entry("cpu", Line.perhaps(WITH_PROCESSES, 0)),
      entry("pids", Line.perhaps(WITH_PROCESSES, 1)));

  /** Facts that are a question about the state. */
  private static final Map<String, String> STATES = Map.of("running", RUNNING, "paused", PAUSED);

  /** Facts that are a label under another name. */
  private static final Map<String, String> LABELS =
      Map.of("project", "com.docker.compose.project", "service", "com.docker.compose.service");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Set<String> AFTER_PAUSE =
      Set.of(Health.NONE.word(), Health.UNHEALTHY.word());

  private Relations() {}

  /** How sure it is that there is a container like that. */
  enum Fit {
    NEVER,
    DOUBTFUL,
    SURELY
  }

  /** Returns whether anything is known of the fact. */
  static boolean covers(String fact) {
    return LINES.containsKey(fact) || STATES.containsKey(fact) || LABELS.containsKey(fact);
  }

  /** Returns whether what the fact can be depends on the container's state. */
  static boolean hangOnState(Variable variable) {
    Line line = LINES.get(variable.fact().name());
    return line == null
        || line.known().size() < ContainerState.words().size()
        || variable.fact().name().equals("health");
  }

  /** Returns the numbers at which it changes whether the fact can surely be so. */
  static List<Integer> bounds(String fact) {
    return LINES.containsKey(fact) ? LINES.get(fact).bounds() : List.of();
  }

  /** Returns what the asked one follows from; itself for most. */
  static Variable base(Variable asked) {
    String label = LABELS.get(asked.fact().name());
    if (label != null) {
      return new Variable(FactCatalog.named("label"), label, ValueKind.TEXT);
    }
    return STATES.containsKey(asked.fact().name()) ? Variable.STATE : asked;
  }

  /** Returns the asked one's value, from that of its base. */
  static Optional<Value> derive(Variable asked, Optional<Value> base) {
    String state = STATES.get(asked.fact().name());
    return state == null
        ? base
        : base.map(value ->
            new Value.Flag(value instanceof Value.Text text && text.text().equals(state)));
  }

  /** Returns whether a container in that state can have the fact so. */
  static Fit fits(Variable variable, Optional<Value> value, String state) {
    Line line = LINES.get(variable.fact().name());
    if (line == null) {
      return Fit.DOUBTFUL;
    }
    boolean mayBeKnown = line.known().contains(state) || line.perhaps().contains(state);
    if (value.isPresent() ? !mayBeKnown : line.known().contains(state)) {
      return Fit.NEVER;
    }
    if (value.flatMap(Grid::amount).filter(amount -> amount.signum() < 0).isPresent()
        && line.perhaps().contains(RUNNING)) {
      return Fit.NEVER;
    }
    boolean plain = value.isEmpty()
        || value.get() == Value.Absent.NULL && variable.fact().keyed()
        || line.likely().test(state, value);
    return plain ? Fit.SURELY : Fit.DOUBTFUL;
  }

  /** Returns whether a container can surely have the fact so while it runs. */
  static boolean suits(Variable variable, Value value) {
    return fits(variable, Optional.of(value), RUNNING) == Fit.SURELY;
  }

  /** Returns whether a container in that state can have a value there that is not at hand. */
  static Fit fitsStranger(Variable variable, String state) {
    Line line = LINES.get(variable.fact().name());
    return line == null || line.known().contains(state) || line.perhaps().contains(state)
        ? Fit.DOUBTFUL
        : Fit.NEVER;
  }

  /** Returns whether one container can have all of that. */
  static Fit fits(Map<Variable, Optional<Value>> facts) {
    Optional<Value> share = Optional.empty();
    Optional<Value> size = Optional.empty();
    int readings = 0;
    for (var fact : facts.entrySet()) {
      if (fact.getKey().fact().name().equals("mem")) {
        readings++;
        boolean percent = fact.getKey().kind() == ValueKind.PERCENT;
        share = percent ? fact.getValue() : share;
        size = percent ? size : fact.getValue();
      }
    }
    if (readings > 1) {
      Fit fit = memory(share, size);
      return fit == Fit.SURELY ? times(facts) : fit;
    }
    return times(facts);
  }

  /** None runs for longer than it is there, unless a clock was set. */
  private static Fit times(Map<Variable, Optional<Value>> facts) {
    var amounts = new HashMap<String, BigDecimal>();
    facts.forEach((variable, value) -> value
        .flatMap(Grid::amount)
        .ifPresent(amount -> amounts.put(variable.fact().name(), amount)));
    return amounts.containsKey("age")
            && amounts.containsKey("uptime")
            && amounts.get("age").compareTo(amounts.get("uptime")) < 0
        ? Fit.DOUBTFUL
        : Fit.SURELY;
  }

  /** Used bytes without a share: no limit is known. A share follows from the bytes and a limit. */
  private static Fit memory(Optional<Value> share, Optional<Value> size) {
    if (share.isEmpty()) {
      return Fit.SURELY;
    }
    if (size.isEmpty()) {
      return Fit.NEVER;
    }
    BigDecimal percent = Grid.amount(share.get()).orElseThrow();
    BigDecimal bytes = Grid.amount(size.get()).orElseThrow();
    if (bytes.signum() == 0 || percent.signum() == 0) {
      return bytes.signum() == percent.signum() ? Fit.SURELY : Fit.DOUBTFUL;
    }
    // Below that, not every share of the hundredths is one of a whole limit.
    boolean fine = bytes.compareTo(BigDecimal.valueOf(1_000_000)) >= 0
        && bytes.compareTo(BigDecimal.valueOf(1L << 50)) <= 0
        && percent.compareTo(HUNDRED) <= 0;
    return fine ? Fit.SURELY : Fit.DOUBTFUL;
  }

  /** Whether the pause makes the health unhealthy is the engine's affair (moby#46203). */
  private static boolean healthSuits(String state, Optional<Value> value) {
    return !state.equals(PAUSED)
        || value.orElseThrow() instanceof Value.Text text && AFTER_PAUSE.contains(text.text());
  }
}
