package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.NOT_ALLOWED;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.TOO_LARGE;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_NAME;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_UNIT;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.fact.FactCatalog;
import dev.thaw.graph.Operand;
import dev.thaw.value.Unit;
import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.UnaryPlusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/**
 * Works out the values of expressions while the graph is built. Nothing it meets is ever executed.
 */
final class Constants {
  /** What makes a moment of a duration: {@code 2.days.ago}. */
  private static final String AGO = "ago";
  /** The nearest spelling of M would be m, which is minutes. */
  private static final Map<String, String> MEANT =
      Map.of("K", "KB", "k", "KB", "M", "MB", "T", "TB", "Ki", "KiB", "Mi", "MiB");

  private final Scope scope;
  private final Problems problems;

  Constants(Scope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /** Returns the value, or nothing after having reported why there is none. */
  Optional<Value> evaluate(Expression node) {
    Optional<Value> value = evaluateForm(node);
    problems.budget().spend(node, 1 + value.map(Limits::size).orElse(0L));
    return within(value, node);
  }

  private Optional<Value> evaluateForm(Expression node) {
    if (node instanceof ConstantExpression constant) {
      return literal(constant);
    }
    if (node instanceof VariableExpression variable) {
      return named(variable);
    }
    if (node instanceof PropertyExpression property) {
      return withUnit(property);
    }
    if (node instanceof BinaryExpression binary) {
      return new Arithmetic(this, problems).combine(binary);
    }
    if (node instanceof GStringExpression text) {
      return interpolated(text);
    }
    if (node instanceof ListExpression list) {
      return listing(list);
    }
    if (node instanceof RangeExpression range) {
      return range(range);
    }
    return wrapped(node);
  }

  private Optional<Value> wrapped(Expression node) {
    if (node instanceof NotExpression not) {
      return flag(not.getExpression()).map(flag -> new Value.Flag(!flag));
    }
    if (node instanceof BooleanExpression condition) {
      return evaluate(condition.getExpression());
    }
    if (node instanceof UnaryMinusExpression minus) {
      return evaluate(minus.getExpression())
          .flatMap(value -> new Arithmetic(this, problems).negate(value, node));
    }
    if (node instanceof UnaryPlusExpression plus) {
      return evaluate(plus.getExpression());
    }
    if (node instanceof MethodCallExpression call && Functions.plausible(call)) {
      return called(call);
    }
    if (node instanceof MethodCallExpression call) {
      problems.report(
          NOT_ALLOWED,
          call.getMethod(),
          "A call is no value: there is no function " + call.getMethodAsString() + ".",
          "Write a literal, a constant or a calculation with them.");
    } else {
      problems.report(
          NOT_ALLOWED,
          node,
          (node instanceof ClosureExpression ? "A block" : "This") + " is no value.",
          "Write a literal, a constant or a calculation with them.");
    }
    return Optional.empty();
  }

  /** Works a function of a constant out. */
  private Optional<Value> called(MethodCallExpression call) {
    Optional<Value> of = evaluate(call.getObjectExpression());
    var arguments = new ArrayList<Operand>();
    List<Expression> places = Functions.arguments(call);
    places.forEach(place -> evaluate(place).map(Operand.Literal::new).ifPresent(arguments::add));
    if (of.isEmpty() || arguments.size() < places.size()) {
      return Optional.empty();
    }
    return new Functions(problems)
        .apply(call, new Operand.Literal(of.get()), arguments)
        .flatMap(Functions.Result::constant);
  }

  /** Returns a condition's value, or nothing after having reported why it has none. */
  Optional<Boolean> flag(Expression node) {
    Optional<Value> value = evaluate(node);
    if (value.isPresent() && !(value.get() instanceof Value.Flag)) {
      problems.report(
          WRONG_TYPE,
          node,
          Kinds.shown(value.get()) + " is " + value.get().kind().phrase() + " and no condition.",
          "Compare it with something, as in tier == 'batch'.");
      return Optional.empty();
    }
    return value.map(found -> ((Value.Flag) found).flag());
  }

  private static Optional<Value> literal(ConstantExpression node) {
    Object value = node.getValue();
    if (value == null) {
      return Optional.of(Value.Absent.NULL);
    }
    if (value instanceof Boolean flag) {
      return Optional.of(new Value.Flag(flag));
    }
    return Optional.of(
        value instanceof Number number
            ? new Value.Number(new BigDecimal(number.toString()))
            : new Value.Text(value.toString()));
  }

  private Optional<Value> named(VariableExpression node) {
    String name = node.getName();
    if (scope.knows(name)) {
      return scope.find(name);
    }
    if (FactCatalog.begins(name)) {
      problems.report(
          NOT_ALLOWED,
          node,
          name + " is a fact of each container, and has no value while the graph is built.",
          "Use it in where, when or unless, compared with something.");
    } else {
      problems.budget().spendSearch(node, name, scope.names());
      problems.report(
          UNKNOWN_NAME,
          node,
          "Nothing is called " + name + " here.",
          Problems.nearest(
              name, scope.names(), "Put texts in quotes, or define it: def " + name + " = …"));
    }
    return Optional.empty();
  }

  private Optional<Value> withUnit(PropertyExpression node) {
    Optional<Value> value = evaluate(node.getObjectExpression());
    String spelling = node.getPropertyAsString();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof Value.Time time && spelling.equals(AGO)) {
      return ago(node, time);
    }
    if (!(value.get() instanceof Value.Number number)) {
      problems.report(
          NOT_ALLOWED,
          node.getProperty(),
          Kinds.shown(value.get()) + " has no part " + spelling + ".",
          "Only numbers are followed by a dot, and then by a unit: 30.seconds.");
      return Optional.empty();
    }
    Optional<Unit> unit =
        spelling.equals(NumberTokens.PERCENT) ? Optional.of(Unit.PERCENT) : Unit.named(spelling);
    if (unit.isEmpty()) {
      problems.report(
          UNKNOWN_UNIT,
          node.getProperty(),
          "There is no unit " + spelling + ".",
          MEANT.containsKey(spelling)
              ? "Did you mean " + MEANT.get(spelling) + "?"
              : Problems.nearest(
                  spelling, Unit.allSpellings(), "Write seconds, minutes, MB, GiB or %."));
      return Optional.empty();
    }
    try {
      return Optional.of(unit.get().of(number.number()));
    } catch (ArithmeticException tooLarge) {
      problems.report(
          OUT_OF_RANGE,
          node,
          Kinds.shown(number) + " " + spelling + " is too large to count.",
          "Write a smaller one.");
      return Optional.empty();
    }
  }

  private Optional<Value> ago(PropertyExpression node, Value.Time time) {
    if (time.time().isNegative()) {
      problems.report(
          OUT_OF_RANGE,
          node,
          Kinds.shown(time) + ".ago has not come yet.",
          "Write a positive duration before ago.");
      return Optional.empty();
    }
    return Optional.of(new Value.Ago(time.time()));
  }

  private Optional<Value> interpolated(GStringExpression node) {
    var text = new TextPieces();
    List<ConstantExpression> strings = node.getStrings();
    for (int index = 0; index < strings.size(); index++) {
      text.add(strings.get(index).getValue().toString());
      if (index < node.getValues().size()) {
        Optional<Value> value = inText(node.getValues().get(index));
        if (value.isEmpty()) {
          return Optional.empty();
        }
        if (text.length() + Limits.length(value.get()) > Limits.TEXT) {
          return tooLong(node);
        }
        text.add(value.get());
      }
    }
    return Optional.of(text.value());
  }

  /** An unknown name in a text is mostly meant for a shell. */
  private Optional<Value> inText(Expression node) {
    if (!(node instanceof VariableExpression name) || scope.knows(name.getName())) {
      return evaluate(node);
    }
    problems.budget().spendSearch(node, name.getName(), scope.names());
    problems.report(
        UNKNOWN_NAME,
        node,
        "Nothing is called " + name.getName() + " here.",
        Problems.nearest(
            name.getName(),
            scope.names(),
            "Write single quotes to keep the $; in double ones it takes the value of a constant."));
    return Optional.empty();
  }

  /** Reports a text before it is made: a list of long texts would make a huge one. */
  Optional<Value> tooLong(Expression node) {
    problems.report(TOO_LARGE, node, Limits.LONG_TEXT, "Write less.");
    return Optional.empty();
  }

  private Optional<Value> listing(ListExpression node) {
    var items = new ArrayList<Value>();
    boolean complete = true;
    for (Expression item : node.getExpressions()) {
      Optional<Value> value = evaluate(item);
      if (value.isPresent() && value.get() instanceof Value.Listing) {
        problems.report(WRONG_TYPE, item, "A list holds no lists.", "Write all its items in one.");
        value = Optional.empty();
      }
      value.ifPresent(items::add);
      complete &= value.isPresent();
    }
    return complete ? Optional.of(new Value.Listing(items)) : Optional.empty();
  }

  private Optional<Value> range(RangeExpression node) {
    Optional<Value> from = evaluate(node.getFrom());
    Optional<Value> to = evaluate(node.getTo());
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    return new Ranges(problems).list(node, from.get(), to.get());
  }

  private Optional<Value> within(Optional<Value> value, Expression node) {
    Optional<String> excess = value.flatMap(Limits::exceededBy);
    excess.ifPresent(problem -> problems.report(TOO_LARGE, node, problem, "Write less."));
    return excess.isPresent() ? Optional.empty() : value;
  }
}
