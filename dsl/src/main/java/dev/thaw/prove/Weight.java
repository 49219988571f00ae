package dev.thaw.prove;

import dev.thaw.graph.Each;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import dev.thaw.value.Value;
import java.util.Collection;

/** How large a predicate is: what it takes to judge, to compare or to read it once. */
final class Weight {
  /** So many symbols are compared while one small predicate is judged. */
  private static final int SYMBOLS = 64;

  private Weight() {}

  static long of(Predicate predicate) {
    long weight = 1;
    for (Predicate part : predicate.parts()) {
      weight += of(part);
    }
    for (Operand operand : predicate.operands()) {
      weight += operand instanceof Operand.Literal literal ? of(literal.value()) : 1;
    }
    if (predicate instanceof Predicate.In in) {
      weight += of(in.values());
    } else if (predicate instanceof Predicate.Matches matches) {
      weight += matches.regex().text().length();
    } else if (predicate instanceof Each each) {
      weight += of(each.element());
    }
    return weight;
  }

  static long of(Collection<Value> values) {
    long weight = 0;
    for (Value value : values) {
      weight += of(value);
    }
    return weight;
  }

  static long of(Value value) {
    return 1L + (value instanceof Value.Text text ? text.text().length() / SYMBOLS : 0);
  }
}
