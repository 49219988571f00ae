package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.NOT_ALLOWED;
import static dev.thaw.diagnostic.DiagnosticCode.SYNTAX;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.graph.Comparison;
import dev.thaw.graph.Each;
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
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads the syntax tree of a condition into a predicate. */
final class PredicateReader {
  private static final Set<String> LOGICAL = Set.of("&&", "||");

  private final Scope scope;
  private final Problems problems;
  private final Operands operands;
  private final Comparisons comparisons;

  PredicateReader(Scope scope, Problems problems) {
    this(scope, problems, Optional.empty());
  }

  private PredicateReader(Scope scope, Problems problems, Optional<Operand.FactRef> element) {
    this.scope = scope;
    this.problems = problems;
    this.operands = new Operands(scope, problems, element);
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
    if (node instanceof MethodCallExpression call) {
      return call(call);
    }
    return node instanceof BinaryExpression binary ? binary(binary) : bare(node);
  }

  private Optional<Predicate> call(MethodCallExpression call) {
    List<Expression> arguments = Functions.arguments(call);
    if (!call.isImplicitThis()
        && arguments.size() == 1
        && arguments.get(0) instanceof ClosureExpression block) {
      return operands.read(call.getObjectExpression()).flatMap(set -> quantified(call, set, block));
    }
    Optional<Functions.Result> result = operands.call(call);
    return result.isPresent() && result.get().value().isPresent()
        ? comparisons.holds(call, result.get().value().get())
        : result.flatMap(Functions.Result::condition);
  }

  /** Reads {@code networks.any { it == 'front' }}. */
  private Optional<Predicate> quantified(
      MethodCallExpression call, Operand set, ClosureExpression block) {
    Optional<Each.Quantifier> quantifier = Each.Quantifier.of(call.getMethodAsString());
    if (quantifier.isEmpty() || !(set instanceof Operand.FactRef fact && Fitting.isSet(set))) {
      problems.report(
          NOT_ALLOWED,
          call.getMethod(),
          set.source() + "." + call.getMethodAsString() + " takes no block.",
          "Only sets do, in any, all and none: networks.any { it == 'front' }.");
      return Optional.empty();
    }
    var element = Operand.FactRef.it(fact.fact().elements());
    return new PredicateReader(scope, problems, Optional.of(element))
        .read(block)
        .map(condition -> new Each(fact, quantifier.get(), condition));
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
        return membership(node, operator).map(in -> operator.equals("in") ? in : Logic.not(in));
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

  private Optional<Predicate> membership(BinaryExpression node, String operator) {
    Expression right = node.getRightExpression();
    if (operands.asks(right)) {
      Optional<Operand> element = operands.read(node.getLeftExpression());
      Optional<Operand> set = operands.read(right);
      return element.isEmpty() || set.isEmpty()
          ? Optional.empty()
          : comparisons.has(node, element.get(), set.get());
    }
    Optional<Operand> left = operands.fact(node.getLeftExpression(), operator);
    if (left.isEmpty()) {
      return Optional.empty();
    }
    return right instanceof RangeExpression range
        ? range(range, left.get())
        : listed(right, left.get(), operator);
  }

  private Optional<Predicate> range(RangeExpression range, Operand operand) {
    if (range.isExclusiveLeft()) {
      problems.report(
          SYNTAX,
          range,
          "A range begins with its least value.",
          "Write 1..5, or 1..<5 to leave the end out.");
      return Optional.empty();
    }
    Optional<Value> low = operands.constant(range.getFrom());
    Optional<Value> high = operands.constant(range.getTo());
    return low.isEmpty() || high.isEmpty()
        ? Optional.empty()
        : comparisons.within(range, operand, low.get(), high.get(), range.isExclusiveRight());
  }

  private Optional<Predicate> listed(Expression right, Operand operand, String operator) {
    Optional<Value> list = operands.constant(right);
    if (list.isPresent() && !(list.get() instanceof Value.Listing)) {
      problems.report(
          WRONG_TYPE,
          right,
          Kinds.shown(list.get()) + " is " + list.get().kind().phrase() + " and no list.",
          "Write a list after " + operator + ", as [" + Kinds.example(first(operand)) + "].");
      return Optional.empty();
    }
    return list.flatMap(value -> comparisons.in(right, operand, ((Value.Listing) value).items()));
  }

  private static ValueKind first(Operand operand) {
    return operand.kinds().stream().sorted().findFirst().orElseThrow();
  }

  private Optional<Predicate> match(BinaryExpression node, Operand operand, boolean whole) {
    Optional<Value> pattern = operands.constant(node.getRightExpression());
    pattern.ifPresent(regex -> problems.budget().spend(node, Limits.length(regex)));
    return pattern.flatMap(
        regex -> comparisons.matches(node.getRightExpression(), operand, regex, whole));
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
