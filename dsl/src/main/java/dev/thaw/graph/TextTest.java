package dev.thaw.graph;

import dev.thaw.fact.Reading;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One text begins or ends with another, or holds it: {@code name.startsWith('web-')}. A missing
 * label does neither, and nothing begins with it.
 */
public record TextTest(Operand text, TextRelation relation, Operand argument) implements Predicate {

  public TextTest {
    Operand.require(text, ValueKind.TEXT);
    Operand.require(argument, ValueKind.TEXT);
  }

  @Override
  public Truth judge(Reading reading) {
    Optional<Value> left = text.read(reading, ValueKind.TEXT);
    Optional<Value> right = argument.read(reading, ValueKind.TEXT);
    if (left.isEmpty() || right.isEmpty()) {
      return Truth.UNKNOWN;
    }
    return Truth.of(left.get() instanceof Value.Text a
        && right.get() instanceof Value.Text b
        && relation.holds(a.text(), b.text()));
  }

  @Override
  public List<Operand> operands() {
    return List.of(text, argument);
  }

  @Override
  public void read(Reading of, BiConsumer<String, Optional<Value>> reading) {
    Operand.tell(operands(), of, ValueKind.TEXT, reading);
  }

  @Override
  public String source() {
    return text.source() + "." + relation.word() + "(" + argument.source() + ")";
  }
}
