package dev.thaw.graph;

import dev.thaw.fact.FactCost;
import dev.thaw.fact.Reading;
import dev.thaw.value.SourceText;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition on one container: an immutable tree, captured from the script and never run by
 * Groovy.
 *
 * <p>{@link #source()} prints it back so that compiling the text gives an equal tree.
 */
public sealed interface Predicate
    permits Predicate.Constant,
        Predicate.And,
        Predicate.Or,
        Predicate.Not,
        Predicate.Holds,
        Predicate.Compare,
        Predicate.In,
        Predicate.Matches,
        TextTest,
        Has,
        Each,
        Within {

  /** Judges a container; unknown where that depends on what is not known of it. */
  Truth judge(Reading reading);

  /** Returns the dearest reading that it may need. */
  default FactCost cost() {
    return facts().map(Operand.FactRef::cost).reduce(FactCost.LIST, FactCost::max);
  }

  /**
   * Returns whether reading at that cost can decide what cheaper readings leave open: some part of
   * it needs that and nothing dearer.
   */
  default boolean decidesAt(FactCost cost) {
    return parts().isEmpty()
        ? cost() == cost
        : parts().stream().anyMatch(part -> part.decidesAt(cost));
  }

  /** Returns it as a script writes it, without braces around. */
  String source();

  /** Returns the predicates right below. */
  default List<Predicate> parts() {
    return List.of();
  }

  /** Returns the sides of the comparison that it is; those of its parts are not among them. */
  default List<Operand> operands() {
    return List.of();
  }

  /** Returns every fact of the container that it or a part of it asks for. */
  default Stream<Operand.FactRef> facts() {
    return Stream.concat(
        operands().stream().flatMap(operand -> operand.facts().stream()),
        parts().stream().flatMap(Predicate::facts));
  }

  /**
   * Returns whether it holds only of containers that it calls by their names or identifiers, and
   * not of ever more of them.
   */
  default boolean names() {
    if (this instanceof And) {
      return parts().stream().anyMatch(Predicate::names);
    }
    boolean equal = this instanceof In
        || this instanceof Compare compare && compare.comparison() == Comparison.EQUAL;
    return equal
        && operands().stream()
            .anyMatch(operand -> operand instanceof Operand.FactRef fact
                && IDENTITY.contains(fact.fact().name()));
  }

  /** Facts of which each value is that of one container. */
  List<String> IDENTITY = List.of("id", "name");

  /** Returns whether the engine's machine must be asked, too. */
  default boolean asksOfHost() {
    return facts().anyMatch(reference -> reference.fact().ofHost());
  }

  /**
   * Tells what is known of every fact that is asked for, in the order of the source.
   *
   * @param reading gets the fact as the script writes it and its value, nothing where it is unknown
   */
  default void read(Reading of, BiConsumer<String, Optional<Value>> reading) {
    parts().forEach(part -> part.read(of, reading));
  }

  /** True or false of every container: {@code all} is the constant true. */
  record Constant(boolean truth) implements Predicate {
    @Override
    public Truth judge(Reading reading) {
      return Truth.of(truth);
    }

    @Override
    public String source() {
      return truth ? "all" : "!all";
    }
  }

  /** Both hold, or all where there are more. */
  record And(List<Predicate> parts) implements Predicate {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public Truth judge(Reading reading) {
      Truth truth = Truth.TRUE;
      for (int index = 0; index < parts.size() && truth != Truth.FALSE; index++) {
        truth = truth.and(parts.get(index).judge(reading));
      }
      return truth;
    }

    @Override
    public String source() {
      return join(parts, " && ");
    }
  }

  /** At least one holds. */
  record Or(List<Predicate> parts) implements Predicate {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public Truth judge(Reading reading) {
      Truth truth = Truth.FALSE;
      for (int index = 0; index < parts.size() && truth != Truth.TRUE; index++) {
        truth = truth.or(parts.get(index).judge(reading));
      }
      return truth;
    }

    @Override
    public String source() {
      return join(parts, " || ");
    }
  }

  /** The part does not hold; what is unknown stays unknown. */
  record Not(Predicate part) implements Predicate {
    @Override
    public Truth judge(Reading reading) {
      return part.judge(reading).negate();
    }

    @Override
    public String source() {
      return part instanceof Holds ? "!" + part.source() : "!(" + part.source() + ")";
    }

    @Override
    public List<Predicate> parts() {
      return List.of(part);
    }
  }

  /** A fact that is itself true or false: {@code running}. */
  record Holds(Operand.FactRef fact) implements Predicate {
    @Override
    public Truth judge(Reading reading) {
      return fact.read(reading, ValueKind.FLAG)
          .map(value -> Truth.of(value instanceof Value.Flag flag && flag.flag()))
          .orElse(Truth.UNKNOWN);
    }

    @Override
    public void read(Reading of, BiConsumer<String, Optional<Value>> reading) {
      reading.accept(fact.source(), fact.read(of, ValueKind.FLAG));
    }

    @Override
    public List<Operand> operands() {
      return List.of(fact);
    }

    @Override
    public String source() {
      return fact.source();
    }
  }

  /** Two values of one kind are compared: {@code mem < 80%}. */
  record Compare(Operand left, Comparison comparison, Operand right) implements Predicate {
    @Override
    public Truth judge(Reading reading) {
      ValueKind kind = Operand.commonKind(left, right);
      var leftValue = left.read(reading, kind);
      var rightValue = right.read(reading, kind);
      return leftValue.isEmpty() || rightValue.isEmpty()
          ? Truth.UNKNOWN
          : Truth.of(comparison.holds(leftValue.get(), rightValue.get()));
    }

    @Override
    public void read(Reading of, BiConsumer<String, Optional<Value>> reading) {
      Operand.tell(operands(), of, Operand.commonKind(left, right), reading);
    }

    @Override
    public List<Operand> operands() {
      return List.of(left, right);
    }

    @Override
    public String source() {
      return left.source() + " " + comparison.symbol() + " " + right.source();
    }
  }

  /** A value is one of several: {@code name in ['a', 'b']}. */
  record In(Operand operand, List<Value> values) implements Predicate {
    public In {
      values = List.copyOf(values);
    }

    @Override
    public Truth judge(Reading reading) {
      Truth truth = Truth.FALSE;
      for (Value value : values) {
        Operand literal = new Operand.Literal(value);
        truth = truth.or(new Compare(operand, Comparison.EQUAL, literal).judge(reading));
      }
      return truth;
    }

    @Override
    public void read(Reading of, BiConsumer<String, Optional<Value>> reading) {
      Operand sample = new Operand.Literal(values.isEmpty() ? Value.Absent.NULL : values.get(0));
      Operand.tell(operands(), of, Operand.commonKind(operand, sample), reading);
    }

    @Override
    public List<Operand> operands() {
      return List.of(operand);
    }

    @Override
    public String source() {
      return operand.source() + " in " + new Value.Listing(values).source();
    }
  }

  /**
   * A text matches a regular expression; a missing label matches none.
   *
   * @param whole whether the whole text must match ({@code ==~}) or any part of it ({@code =~})
   */
  record Matches(Operand operand, Regex regex, boolean whole) implements Predicate {
    /**
     * Makes it of a regular expression's text.
     *
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    public Matches(Operand operand, String regex, boolean whole) {
      this(operand, new Regex(regex), whole);
    }

    @Override
    public Truth judge(Reading reading) {
      return operand
          .read(reading, ValueKind.TEXT)
          .map(value ->
              value instanceof Value.Text text ? regex.matches(text.text(), whole) : Truth.FALSE)
          .orElse(Truth.UNKNOWN);
    }

    @Override
    public void read(Reading of, BiConsumer<String, Optional<Value>> reading) {
      Operand.tell(operands(), of, ValueKind.TEXT, reading);
    }

    @Override
    public List<Operand> operands() {
      return List.of(operand);
    }

    @Override
    public String source() {
      return operand.source() + (whole ? " ==~ " : " =~ ") + SourceText.quote(regex.text());
    }
  }

  private static String join(List<Predicate> parts, String operator) {
    return parts.stream()
        .map(part ->
            part instanceof And || part instanceof Or ? "(" + part.source() + ")" : part.source())
        .collect(Collectors.joining(operator));
  }
}
