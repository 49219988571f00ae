package dev.thaw.graph;

import dev.thaw.fact.Reading;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A value lies in a range: {@code exitCode in 1..125}. Null lies in none.
 *
 * @param low the least value in it
 * @param high the end, of the same kind
 * @param open whether the end itself is left out: {@code 1..<126}
 */
public record Within(Operand operand, Value low, Value high, boolean open) implements Predicate {

  public Within {
    if (low.kind() != high.kind()) {
      throw new IllegalArgumentException("a range from one kind of value to another");
    }
    Operand.require(operand, low.kind());
    ordered(low.kind());
  }

  private static void ordered(ValueKind kind) {
    switch (kind) {
      case NUMBER, PERCENT, BYTES, TIME, INSTANT -> {
        // These have an order.
      }
      default -> throw new IllegalArgumentException("no range of " + kind.phrase());
    }
  }

  @Override
  public Truth judge(Reading reading) {
    Comparison end = open ? Comparison.LESS : Comparison.AT_MOST;
    return new Compare(operand, Comparison.AT_LEAST, new Operand.Literal(low))
        .judge(reading)
        .and(new Compare(operand, end, new Operand.Literal(high)).judge(reading));
  }

  @Override
  public List<Operand> operands() {
    return List.of(operand);
  }

  @Override
  public void read(Reading of, BiConsumer<String, Optional<Value>> reading) {
    Operand.tell(operands(), of, low.kind(), reading);
  }

  @Override
  public String source() {
    return operand.source() + " in " + low.source() + (open ? "..<" : "..") + high.source();
  }
}
