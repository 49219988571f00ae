package dev.thaw.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import dev.thaw.json.JsonTree;
import dev.thaw.value.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a predicate the engine's own list filters can be asked for.
 *
 * <p>They only narrow the fetch, so a filter may let too much through but never too little. Only
 * equalities that every match must fulfil are taken, as far as the facts know a filter for them.
 */
final class ListFilter {
  private final SortedMap<String, SortedSet<String>> filters = new TreeMap<>();

  private ListFilter() {}

  /**
   * Returns the filter of that predicate.
   *
   * @param steady whether the states of containers are as the engine has them; false while a dry
   *     run assumes others
   */
  static ListFilter of(Predicate predicate, boolean steady) {
    var filter = new ListFilter();
    filter.take(predicate, steady);
    return filter;
  }

  private void take(Predicate predicate, boolean steady) {
    if (predicate instanceof Predicate.And and) {
      and.parts().forEach(part -> take(part, steady));
    } else if (predicate instanceof Predicate.Holds holds) {
      take(holds.fact(), new Value.Flag(true), steady);
    } else if (predicate instanceof Predicate.Compare compare
        && compare.comparison() == Comparison.EQUAL
        && compare.left() instanceof Operand.FactRef fact
        && compare.right() instanceof Operand.Literal literal) {
      take(fact, literal.value(), steady);
    }
  }

  private void take(Operand.FactRef fact, Value value, boolean steady) {
    fact.fact()
        .filter(fact.key(), value)
        .filter(filter -> steady || filter.lasting())
        .ifPresent(filter -> add(filter.name(), filter.value()));
  }

  /** The engine joins several labels by and, but several values of another filter by or. */
  private void add(String name, String value) {
    var values = filters.computeIfAbsent(name, key -> new TreeSet<>());
    if (values.isEmpty() || name.equals("label")) {
      values.add(value);
    }
  }

  /** Returns the filter as the engine's {@code filters} parameter; empty to ask for everything. */
  String json() {
    if (filters.isEmpty()) {
      return "";
    }
    var text = new StringWriter();
    try (JsonGenerator json = JsonTree.factory().createGenerator(text)) {
      json.writeStartObject();
      for (var filter : filters.entrySet()) {
        List<String> values = List.copyOf(filter.getValue());
        json.writeFieldName(filter.getKey());
        json.writeArray(values.toArray(String[]::new), 0, values.size());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
