package dev.thaw.prove;

import dev.thaw.fact.ContainerState;
import dev.thaw.graph.Predicate;
import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * All containers of a small world, one by one: what the procedure has to agree with. The world is
 * written down by hand, from the summaries of the facts; nothing of it is taken from the procedure.
 */
final class SmallWorlds {
  private static final List<Optional<Value>> LABELS = texts("a", "b", "c", "other", "z");

  /** One for each way to find or match the regular expressions, beside the constants themselves. */
  private static final List<Optional<Value>> NAMES =
      texts("web-1", "web-2", "db", "cache", "web-7", "web-10", "mydb", "web-1-db", "x", "other");

  private static final List<Optional<Value>> EXIT_CODES =
      Stream.of(0, 1, 2, 3, 4, 255).map(SmallWorlds::number).toList();
  private static final List<Optional<Value>> SHARES = Stream.of(
          "0", "0.01", "19.99", "20", "20.01", "30", "40", "50", "60", "70", "80", "100", "120")
      .map(share -> Optional.<Value>of(new Value.Percent(new BigDecimal(share))))
      .toList();
  private static final Optional<Value> UNKNOWN = Optional.empty();

  private SmallWorlds() {}

  private static List<Optional<Value>> texts(String... texts) {
    return Stream.of(texts)
        .map(text -> Optional.<Value>of(new Value.Text(text)))
        .toList();
  }

  private static Optional<Value> number(long number) {
    return Optional.of(Value.Number.of(number));
  }

  /** Is shown containers until it has seen enough. */
  interface Visitor {
    boolean goOn(Map<String, Optional<Value>> container);
  }

  /** Shows every container that differs from the others in what the predicates ask for. */
  static void forEach(List<Predicate> predicates, Visitor each) {
    Set<String> asked = new LinkedHashSet<>();
    predicates.forEach(predicate -> collect(predicate, asked));
    List<String> free = new ArrayList<>(asked);
    free.retainAll(List.of("label.one", "label.two", "name"));
    asked.removeAll(free);
    var container = new HashMap<String, Optional<Value>>();
    free(
        free,
        0,
        container,
        () -> asked.isEmpty() ? each.goOn(container) : states(asked, container, each));
  }

  private static void collect(Predicate predicate, Set<String> into) {
    predicate.parts().forEach(part -> collect(part, into));
    predicate.read(
        (fact, key, kind) -> {
          into.add(fact.keyed() ? fact.name() + "." + key : fact.name());
          return Optional.empty();
        },
        (fact, value) -> {});
  }

  private static boolean free(
      List<String> facts, int index, Map<String, Optional<Value>> container, BooleanSupplier then) {
    if (index == facts.size()) {
      return then.getAsBoolean();
    }
    String fact = facts.get(index);
    boolean label = fact.startsWith("label.");
    boolean goOn = true;
    if (label) {
      container.put(fact, Optional.of(Value.Absent.NULL));
      goOn = free(facts, index + 1, container, then);
    }
    for (Optional<Value> value : label ? LABELS : NAMES) {
      container.put(fact, value);
      goOn = goOn && free(facts, index + 1, container, then);
    }
    return goOn;
  }

  /** An exit code has who ended, and perhaps who ended before; memory perhaps who has processes. */
  private static boolean states(
      Set<String> asked, Map<String, Optional<Value>> container, Visitor each) {
    boolean goOn = true;
    for (String state : ContainerState.words()) {
      container.put("state", Optional.of(new Value.Text(state)));
      container.put("running", Optional.of(new Value.Flag(state.equals("running"))));
      container.put("paused", Optional.of(new Value.Flag(state.equals("paused"))));
      boolean ended = List.of("exited", "dead").contains(state);
      boolean alive = List.of("running", "paused").contains(state);
      boolean perhaps = List.of("restarting", "created").contains(state);
      List<Optional<Value>> codes = new ArrayList<>();
      if (!ended || !asked.contains("exitCode")) {
        codes.add(UNKNOWN);
      }
      if ((ended || perhaps) && asked.contains("exitCode")) {
        codes.addAll(EXIT_CODES);
      }
      for (Optional<Value> code : codes) {
        container.put("exitCode", code);
        container.put("mem", UNKNOWN);
        goOn = goOn && each.goOn(container);
        for (Optional<Value> share :
            alive && asked.contains("mem") ? SHARES : List.<Optional<Value>>of()) {
          container.put("mem", share);
          goOn = goOn && each.goOn(container);
        }
      }
    }
    return goOn;
  }
}
