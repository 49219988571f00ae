package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.NOT_ALLOWED;
import static dev.thaw.diagnostic.DiagnosticCode.TOO_LARGE;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.diagnostic.Suggestions;
import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Operand.Literal;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.TextRelation;
import dev.thaw.graph.TextTest;
import dev.thaw.graph.Truth;
import dev.thaw.graph.ValueFunction;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;

/** The functions of texts and sets. There are no others: a call names one of these or nothing. */
final class Functions {
  /** What Groovy calls when a value follows another: {@code 1 2}. */
  private static final String UNNAMED = "call";

  private static final int MOST_IN_A_CHAIN = 10;
  private static final String MATCHES = "matches";
  private static final String SIZE = "size";
  private static final String EMPTY = "isEmpty";
  private static final List<String> OF_TEXT = List.of(
      "startsWith",
      "endsWith",
      "contains",
      MATCHES,
      "equalsIgnoreCase",
      "toLowerCase",
      "toUpperCase",
      "trim",
      "length",
      SIZE);
  private static final List<String> OF_SETS =
      List.of("contains", "any", "all", "none", SIZE, EMPTY);

  private final Problems problems;
  private final Comparisons comparisons;

  Functions(Problems problems) {
    this.problems = problems;
    this.comparisons = new Comparisons(problems);
  }

  /** What a call is: a value to be compared, or a condition. */
  record Result(Optional<Operand> value, Optional<Predicate> condition) {
    /** Returns what it is if it is made of constants. */
    Optional<Value> constant() {
      if (condition.isPresent() && condition.get() instanceof Predicate.Constant constant) {
        return Optional.of(new Value.Flag(constant.truth()));
      }
      return value.isPresent() && value.get() instanceof Literal literal
          ? Optional.of(literal.value())
          : Optional.empty();
    }

    static Optional<Result> of(Operand value) {
      return Optional.of(new Result(Optional.of(value), Optional.empty()));
    }

    static Optional<Result> of(Predicate condition) {
      return Optional.of(new Result(Optional.empty(), Optional.of(condition)));
    }
  }

  /** Returns whether that names a function, or is likely meant to. */
  static boolean plausible(MethodCallExpression call) {
    String name = call.getMethodAsString();
    return !call.isImplicitThis()
        && !name.equals(UNNAMED)
        && Stream.of(OF_TEXT, OF_SETS)
            .anyMatch(known -> Suggestions.nearest(name, known).isPresent());
  }

  static List<Expression> arguments(MethodCallExpression call) {
    return call.getArguments() instanceof TupleExpression tuple
        ? tuple.getExpressions()
        : List.of(call.getArguments());
  }

  /** Returns what the call is, or nothing after having reported what is wrong with it. */
  Optional<Result> apply(MethodCallExpression call, Operand of, List<Operand> arguments) {
    String name = call.getMethodAsString();
    boolean text = of.kinds().contains(ValueKind.TEXT);
    List<String> known = text ? OF_TEXT : Fitting.isSet(of) ? OF_SETS : List.of();
    if (!known.contains(name)) {
      return unknown(call, of, known);
    }
    Optional<ValueFunction> function =
        text && name.equals(SIZE) ? Optional.of(ValueFunction.LENGTH) : ValueFunction.of(name);
    int wanted = function.isPresent() || name.equals(EMPTY) ? 0 : 1;
    if (arguments.size() != wanted) {
      problems.report(
          MISSING_VALUE,
          call.getMethod(),
          name + " takes " + (wanted == 0 ? "nothing" : "one value") + " in its parentheses.",
          "Write " + of.source() + "." + name + (wanted == 0 ? "()." : "('text')."));
      return Optional.empty();
    }
    if (function.isPresent()) {
      return chained(call, of) ? Result.of(made(of, function.get())) : Optional.empty();
    }
    return text ? relation(call, of, arguments.get(0)) : ofSet(call, of, arguments);
  }

  /** Each link is read by a call within a call. */
  private boolean chained(MethodCallExpression call, Operand of) {
    int length = 0;
    for (Operand rest = of; rest instanceof Operand.Applied applied; rest = applied.operand()) {
      length++;
    }
    if (length < MOST_IN_A_CHAIN) {
      return true;
    }
    problems.report(
        TOO_LARGE,
        call.getMethod(),
        "More than " + MOST_IN_A_CHAIN + " functions follow each other.",
        "Write fewer.");
    return false;
  }

  private static Operand made(Operand of, ValueFunction function) {
    return of instanceof Literal literal
        ? new Literal(function.apply(literal.value()))
        : new Operand.Applied(of, function);
  }

  private Optional<Result> ofSet(MethodCallExpression call, Operand set, List<Operand> arguments) {
    if (arguments.isEmpty()) {
      return Result.of(new Predicate.Compare(
          new Operand.Applied(set, ValueFunction.SIZE),
          Comparison.EQUAL,
          new Literal(Value.Number.of(0))));
    }
    return comparisons.has(call, arguments.get(0), set).flatMap(Result::of);
  }

  private Optional<Result> relation(MethodCallExpression call, Operand text, Operand argument) {
    Expression place = arguments(call).get(0);
    if (!argument.kinds().contains(ValueKind.TEXT)) {
      problems.report(
          WRONG_TYPE,
          place,
          argument.source() + " is " + Kinds.phrase(argument.kinds()) + ", and "
              + call.getMethodAsString() + " takes text.",
          "Write it in quotes.");
      return Optional.empty();
    }
    Optional<TextRelation> relation = TextRelation.of(call.getMethodAsString());
    if (relation.isEmpty()) {
      return regex(place, text, argument);
    }
    if (text instanceof Literal a && argument instanceof Literal b) {
      boolean holds = relation.get().holds(a.value().display(), b.value().display());
      return Result.of(new Predicate.Constant(holds));
    }
    return Result.of(new TextTest(text, relation.get(), argument));
  }

  private Optional<Result> regex(Expression place, Operand text, Operand regex) {
    if (!(regex instanceof Literal literal)) {
      problems.report(
          WRONG_TYPE,
          place,
          regex.source() + " is a fact, and a regular expression is a constant.",
          "Write one, as '^web-\\\\d+$'.");
      return Optional.empty();
    }
    return comparisons
        .matches(place, text, literal.value(), true)
        .flatMap(matches -> text instanceof Literal ? folded(place, matches) : Result.of(matches));
  }

  /** A constant needs no reading. */
  private Optional<Result> folded(Expression place, Predicate matches) {
    Truth truth = matches.judge((fact, key, kind) -> Optional.empty());
    if (truth == Truth.UNKNOWN) {
      problems.report(
          TOO_LARGE,
          place,
          "The regular expression takes too long on that text.",
          "Write a simpler one.");
      return Optional.empty();
    }
    return Result.of(new Predicate.Constant(truth == Truth.TRUE));
  }

  private Optional<Result> unknown(MethodCallExpression call, Operand of, List<String> known) {
    String name = call.getMethodAsString();
    problems.report(
        NOT_ALLOWED,
        call.getMethod(),
        "There is no function " + name + " of " + Kinds.phrase(of.kinds()) + ".",
        known.isEmpty()
            ? "Compare it, as in " + of.source() + " == " + Fitting.example(of) + "."
            : Problems.nearest(name, known, "Write one of: " + String.join(", ", known) + "."));
    return Optional.empty();
  }
}
