package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.NOT_ALLOWED;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.SYNTAX;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.graph.Comparison;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;

/** Calculates with constants: sums, products, comparisons. */
final class Arithmetic {
  private final Constants constants;
  private final Problems problems;

  Arithmetic(Constants constants, Problems problems) {
    this.constants = constants;
    this.problems = problems;
  }

  Optional<Value> combine(BinaryExpression node) {
    String operator = node.getOperation().getText();
    if (operator.equals("&&") || operator.equals("||")) {
      return logic(node, operator.equals("&&"));
    }
    if (operator.equals("=")) {
      problems.report(
          SYNTAX,
          node,
          "A single = compares nothing, and a constant keeps its value.",
          "Write == to compare, or def name = value for another constant.");
      return Optional.empty();
    }
    Optional<Value> left = constants.evaluate(node.getLeftExpression());
    Optional<Value> right = constants.evaluate(node.getRightExpression());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Optional<Comparison> comparison = Comparison.of(operator);
    if (comparison.isPresent()) {
      return compare(node, comparison.get(), left.get(), right.get());
    }
    return switch (operator) {
      case "+" -> plus(node, left.get(), right.get());
      case "-" -> minus(node, left.get(), right.get());
      case "*", "/" -> numbers(node, operator, left.get(), right.get());
      case "in", "!in" -> contained(node, operator.equals("in"), left.get(), right.get());
      default -> {
        problems.report(
            NOT_ALLOWED,
            node,
            "The operator " + operator + " does not work on constants.",
            "Constants know + - * / and comparisons.");
        yield Optional.empty();
      }
    };
  }

  Optional<Value> negate(Value value, Expression node) {
    if (value instanceof Value.Number number) {
      return Optional.of(new Value.Number(number.number().negate()));
    }
    if (value instanceof Value.Percent percent) {
      return Optional.of(new Value.Percent(percent.percent().negate()));
    }
    if (value instanceof Value.Bytes bytes) {
      return Optional.of(new Value.Bytes(bytes.bytes().negate()));
    }
    if (value instanceof Value.Time time) {
      return Optional.of(new Value.Time(time.time().negated()));
    }
    problems.report(
        WRONG_TYPE,
        node,
        Kinds.shown(value) + " is " + value.kind().phrase() + " and has no negative.",
        "Write a number after the minus.");
    return Optional.empty();
  }

  /** Both sides are looked at, so that the problems of both show. */
  private Optional<Value> logic(BinaryExpression node, boolean and) {
    Optional<Boolean> left = constants.flag(node.getLeftExpression());
    Optional<Boolean> right = constants.flag(node.getRightExpression());
    return left.isEmpty() || right.isEmpty()
        ? Optional.empty()
        : Optional.of(new Value.Flag(and ? left.get() && right.get() : left.get() || right.get()));
  }

  /** Compares two constants. */
  Optional<Value> compare(Expression node, Comparison comparison, Value left, Value right) {
    boolean absent = left.equals(Value.Absent.NULL) || right.equals(Value.Absent.NULL);
    if (left.kind() != right.kind() && !(absent && !comparison.ordered())) {
      return mismatch(node, left, right, "compared with");
    }
    if (left.kind() == ValueKind.INSTANT
        && left instanceof Value.Ago != right instanceof Value.Ago) {
      problems.report(
          WRONG_TYPE,
          node,
          "How " + Kinds.shown(left) + " lies to " + Kinds.shown(right) + " depends on the clock.",
          "Compare each with a fact, as in created < 2.days.ago.");
      return Optional.empty();
    }
    if (comparison.ordered() && !Kinds.ordered(left.kind())) {
      problems.report(
          WRONG_TYPE,
          node,
          Kinds.shown(left) + " is " + left.kind().phrase() + ", which has no order.",
          "Compare with == or !=.");
      return Optional.empty();
    }
    return Optional.of(new Value.Flag(comparison.holds(left, right)));
  }

  private Optional<Value> contained(Expression node, boolean wanted, Value item, Value list) {
    if (!(list instanceof Value.Listing listing)) {
      problems.report(
          WRONG_TYPE,
          node,
          Kinds.shown(list) + " is " + list.kind().phrase() + " and no list.",
          "Write a list after in, as ['a', 'b'].");
      return Optional.empty();
    }
    return Optional.of(new Value.Flag(listing.items().contains(item) == wanted));
  }

  private Optional<Value> plus(Expression node, Value left, Value right) {
    if (left instanceof Value.Text text) {
      return Limits.length(text) + Limits.length(right) > Limits.TEXT
          ? constants.tooLong(node)
          : Optional.of(new Value.Text(text.text() + right.display()));
    }
    if (left instanceof Value.Number a && right instanceof Value.Number b) {
      return Optional.of(new Value.Number(a.number().add(b.number())));
    }
    if (left instanceof Value.Percent a && right instanceof Value.Percent b) {
      return Optional.of(new Value.Percent(a.percent().add(b.percent())));
    }
    if (left instanceof Value.Bytes a && right instanceof Value.Bytes b) {
      return Optional.of(new Value.Bytes(a.bytes().add(b.bytes())));
    }
    if (left instanceof Value.Time a && right instanceof Value.Time b) {
      return Optional.of(new Value.Time(a.time().plus(b.time())));
    }
    return mismatch(node, left, right, "added to");
  }

  /** What can be added can be taken away, but for texts. */
  private Optional<Value> minus(Expression node, Value left, Value right) {
    return left.kind() == right.kind() && Kinds.ordered(left.kind())
        ? negate(right, node).flatMap(negative -> plus(node, left, negative))
        : mismatch(node, left, right, "combined by - with");
  }

  private Optional<Value> numbers(Expression node, String operator, Value left, Value right) {
    if (!(left instanceof Value.Number a && right instanceof Value.Number b)) {
      return mismatch(node, left, right, "combined by " + operator + " with");
    }
    if (operator.equals("/") && b.number().signum() == 0) {
      problems.report(
          OUT_OF_RANGE, node, "Nothing can be divided by 0.", "Divide by another number.");
      return Optional.empty();
    }
    BigDecimal result = switch (operator) {
      case "*" -> a.number().multiply(b.number());
      default -> a.number().divide(b.number(), MathContext.DECIMAL128);
    };
    return Optional.of(new Value.Number(result));
  }

  private Optional<Value> mismatch(Expression node, Value left, Value right, String verb) {
    problems.report(
        WRONG_TYPE,
        node,
        Kinds.shown(left) + " is " + left.kind().phrase() + ", but is " + verb + " "
            + Kinds.shown(right) + ", " + right.kind().phrase() + ".",
        "Write both sides as the same kind of value.");
    return Optional.empty();
  }
}
