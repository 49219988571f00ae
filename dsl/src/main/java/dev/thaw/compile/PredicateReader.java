package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.NOT_ALLOWED;
import static dev.thaw.diagnostic.DiagnosticCode.SYNTAX;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads the syntax tree of a condition into a predicate. */
final class PredicateReader {
  private static final Set<String> LOGICAL = Set.of("&&", "||");

  private final Problems problems;
  private final Operands operands;
  private final Comparisons comparisons;

  PredicateReader(Scope scope, Problems problems) {
    this.problems = problems;
    this.operands = new Operands(scope, problems);
    this.comparisons = new Comparisons(problems);
  }

  /** Returns the predicate, or nothing after having reported all that is wrong with it. */
  Optional<Predicate> read(Expression node) {
    problems.budget().spend(node, Budget.PART);
    if (node instanceof ClosureExpression closure) {
      return lines(closure);
    }
    if (node instanceof NotExpression not) {
      return read(not.getExpression()).map(Logic::not);
    }
    if (node instanceof BooleanExpression condition) {
      return read(condition.getExpression());
    }
    if (node instanceof VariableExpression variable && variable.getName().equals(Vocabulary.ALL)) {
      return Optional.of(new Predicate.Constant(true));
    }
    return node instanceof BinaryExpression binary ? binary(binary) : bare(node);
  }

  /** Several lines must all hold. */
  private Optional<Predicate> lines(ClosureExpression closure) {
    var parts = new ArrayList<Optional<Predicate>>();
    for (Statement line : ((BlockStatement) closure.getCode()).getStatements()) {
      if (line instanceof ExpressionStatement expression) {
        parts.add(read(expression.getExpression()));
      } else if (!(line instanceof EmptyStatement)) {
        problems.report(
            NOT_ALLOWED,
            line,
            "A predicate holds only conditions.",
            "Move the statement before it.");
        parts.add(Optional.empty());
      }
    }
    if (parts.isEmpty()) {
      problems.report(
          MISSING_VALUE,
          closure,
          "The predicate is empty.",
          "Write a condition, or all to take every container.");
      return Optional.empty();
    }
    return together(parts).map(Logic::and);
  }

  private Optional<Predicate> binary(BinaryExpression node) {
    String operator = node.getOperation().getText();
    if (node.getLeftExpression() instanceof NotExpression && !LOGICAL.contains(operator)) {
      problems.report(
          SYNTAX,
          node,
          "The ! belongs to what is right behind it, not to the comparison.",
          "Write !(…) around the comparison, or != or !in.");
      return Optional.empty();
    }
    switch (operator) {
      case "&&", "||" -> {
        return chain(node, operator);
      }
      case "in", "!in" -> {
        return operands
            .fact(node.getLeftExpression(), operator)
            .flatMap(fact -> membership(node, fact, operator));
      }
      case "=~", "==~" -> {
        return operands
            .fact(node.getLeftExpression(), operator)
            .flatMap(fact -> match(node, fact, operator.equals("==~")));
      }
      case "=" -> {
        problems.report(SYNTAX, node, "A single = compares nothing.", "Write == to compare.");
        return Optional.empty();
      }
      case "+", "-", "*", "/", "[" -> {
        return bare(node);
      }
      default -> {
        return Comparison.of(operator)
            .map(comparison -> compared(node, comparison))
            .orElseGet(() -> unknown(node, operator));
      }
    }
  }

  private Optional<Predicate> unknown(Expression node, String operator) {
    problems.report(
        NOT_ALLOWED,
        node,
        "Predicates have no operator " + operator + ".",
        "Write one of == != < <= > >= =~ ==~ in !in && || !.");
    return Optional.empty();
  }

  /** Takes a chain of one operator apart without recursion: it may be long. */
  private Optional<Predicate> chain(BinaryExpression node, String operator) {
    var parts = new ArrayList<Optional<Predicate>>();
    Expression rest = node;
    while (rest instanceof BinaryExpression binary
        && binary.getOperation().getText().equals(operator)) {
      parts.add(0, read(binary.getRightExpression()));
      rest = binary.getLeftExpression();
    }
    parts.add(0, read(rest));
    return together(parts).map(operator.equals("&&") ? Logic::and : Logic::or);
  }

  private static Optional<List<Predicate>> together(List<Optional<Predicate>> parts) {
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(parts.stream().map(Optional::get).toList())
        : Optional.empty();
  }

  private Optional<Predicate> membership(
      BinaryExpression node, Operand.FactRef fact, String operator) {
    Optional<Value> list = operands.constant(node.getRightExpression());
    if (list.isPresent() && !(list.get() instanceof Value.Listing)) {
      problems.report(
          WRONG_TYPE,
          node.getRightExpression(),
          Kinds.shown(list.get()) + " is " + list.get().kind().phrase() + " and no list.",
          "Write a list after " + operator + ", as [" + Kinds.example(first(fact)) + "].");
      return Optional.empty();
    }
    return list.flatMap(value ->
            comparisons.in(node.getRightExpression(), fact, ((Value.Listing) value).items()))
        .map(in -> operator.equals("in") ? in : Logic.not(in));
  }

  private static ValueKind first(Operand.FactRef fact) {
    return fact.kinds().stream().sorted().findFirst().orElseThrow();
  }

  private Optional<Predicate> match(BinaryExpression node, Operand.FactRef fact, boolean whole) {
    Optional<Value> pattern = operands.constant(node.getRightExpression());
    pattern.ifPresent(regex -> problems.budget().spend(node, Limits.length(regex)));
    return pattern.flatMap(
        regex -> comparisons.matches(node.getRightExpression(), fact, regex, whole));
  }

  private Optional<Predicate> compared(BinaryExpression node, Comparison comparison) {
    Optional<Operand> left = operands.read(node.getLeftExpression());
    Optional<Operand> right = operands.read(node.getRightExpression());
    return left.isEmpty() || right.isEmpty()
        ? Optional.empty()
        : comparisons.compare(node, left.get(), comparison, right.get());
  }

  /** Reads what stands as a condition by itself: {@code running}. */
  private Optional<Predicate> bare(Expression node) {
    return operands.read(node).flatMap(operand -> comparisons.holds(node, operand));
  }
}
