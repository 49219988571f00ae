package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.LongStream;
import org.codehaus.groovy.ast.expr.RangeExpression;

/** Writes ranges out as lists: {@code 1..3}, {@code 1..<3}, {@code 3..1}. */
final class Ranges {
  private static final BigDecimal FARTHEST = BigDecimal.valueOf(1_000_000_000);

  private final Problems problems;

  Ranges(Problems problems) {
    this.problems = problems;
  }

  Optional<Value> list(RangeExpression node, Value from, Value to) {
    if (!(from instanceof Value.Number first && to instanceof Value.Number last)
        || !whole(first.number())
        || !whole(last.number())) {
      problems.report(
          DiagnosticCode.WRONG_TYPE,
          node,
          Kinds.shown(from) + ".." + Kinds.shown(to)
              + " does not go from a whole number to another.",
          "Write it so, as 1..3.");
      return Optional.empty();
    }
    long start = first.number().longValueExact();
    long end = last.number().longValueExact();
    int step = start <= end ? 1 : -1;
    start += node.isExclusiveLeft() ? step : 0;
    long count = (end - start) * step + (node.isExclusiveRight() ? 0 : 1);
    if (count > Limits.ITEMS) {
      problems.report(
          DiagnosticCode.TOO_LARGE,
          node,
          "The range has more than " + Limits.ITEMS + " numbers.",
          "Write a shorter one.");
      return Optional.empty();
    }
    long begin = start;
    return Optional.of(new Value.Listing(LongStream.range(0, Math.max(0, count))
        .mapToObj(index -> Value.Number.of(begin + index * step))
        .map(Value.class::cast)
        .toList()));
  }

  private static boolean whole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(FARTHEST) <= 0;
  }
}
