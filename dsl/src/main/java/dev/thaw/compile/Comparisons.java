package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.SYNTAX;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.graph.Comparison;
import dev.thaw.graph.Has;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Operand.FactRef;
import dev.thaw.graph.Operand.Literal;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Within;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.codehaus.groovy.ast.expr.Expression;

/** Checks that what is compared can be, and brings it into normal form: facts to the left. */
final class Comparisons {
  private final Problems problems;
  private final Fitting fitting;

  Comparisons(Problems problems) {
    this.problems = problems;
    this.fitting = new Fitting(problems);
  }

  /** Returns the condition that the operand by itself is. */
  Optional<Predicate> holds(Expression node, Operand operand) {
    if (operand instanceof Literal literal) {
      if (literal.value() instanceof Value.Flag flag) {
        return Optional.of(new Predicate.Constant(flag.flag()));
      }
      problems.report(
          WRONG_TYPE,
          node,
          Kinds.shown(literal.value()) + " is " + literal.value().kind().phrase()
              + " and no condition.",
          "Compare a fact with it, as in name == 'db'.");
      return Optional.empty();
    }
    if (!(operand instanceof FactRef fact && fact.kinds().contains(ValueKind.FLAG))) {
      problems.report(
          WRONG_TYPE,
          node,
          operand.source() + " is " + Kinds.phrase(operand.kinds()) + " and no condition.",
          Fitting.isSet(operand)
              ? "Ask for what is in it, as in !" + operand.source() + ".isEmpty()."
              : "Compare it, as in " + operand.source() + " == " + Fitting.example(operand) + ".");
      return Optional.empty();
    }
    return Optional.of(new Predicate.Holds(fact));
  }

  Optional<Predicate> compare(Expression node, Operand left, Comparison comparison, Operand right) {
    if (left instanceof Literal a && right instanceof Literal b) {
      return new Arithmetic(new Constants(new Scope(), problems), problems)
          .compare(node, comparison, a.value(), b.value())
          .map(value -> new Predicate.Constant(((Value.Flag) value).flag()));
    }
    if (left instanceof Literal) {
      return compare(node, right, comparison.mirrored(), left);
    }
    if (Fitting.isSet(left)) {
      return fitting.notWhole(node, left, right);
    }
    if (right instanceof Literal literal) {
      Optional<Value> value = fitting.fit(node, left, literal.value());
      return value.isPresent()
              && ordered(node, left, comparison, Set.of(value.get().kind()))
          ? Optional.of(withLiteral(left, comparison, new Literal(value.get())))
          : Optional.empty();
    }
    Set<ValueKind> common = EnumSet.copyOf(left.kinds());
    common.retainAll(right.kinds());
    if (common.isEmpty()) {
      problems.report(
          WRONG_TYPE,
          node,
          left.source() + " is " + Kinds.phrase(left.kinds()) + ", but is compared with "
              + right.source() + ", " + Kinds.phrase(right.kinds()) + ".",
          isWordOf(left, right) || isWordOf(right, left)
              ? "Put texts in quotes, as 'running'."
              : "Compare facts of one kind.");
      return Optional.empty();
    }
    return ordered(node, left, comparison, common)
        ? Optional.of(new Predicate.Compare(left, comparison, right))
        : Optional.empty();
  }

  /** Returns whether a state was meant that is called as a fact is. */
  private static boolean isWordOf(Operand fact, Operand word) {
    return fact instanceof FactRef known && known.fact().words().contains(word.source());
  }

  /** A flag compared with a constant is the flag itself, or its opposite. */
  private static Predicate withLiteral(Operand left, Comparison comparison, Literal literal) {
    if (literal.value() instanceof Value.Flag flag && left instanceof FactRef fact) {
      var holds = new Predicate.Holds(fact);
      return flag.flag() == (comparison == Comparison.EQUAL) ? holds : Logic.not(holds);
    }
    return new Predicate.Compare(left, comparison, literal);
  }

  private boolean ordered(
      Expression node, Operand operand, Comparison comparison, Set<ValueKind> kinds) {
    if (!comparison.ordered() || kinds.stream().anyMatch(Kinds::ordered)) {
      return true;
    }
    problems.report(
        WRONG_TYPE,
        node,
        operand.source() + " is " + Kinds.phrase(operand.kinds()) + ", which has no order here.",
        "Compare with == or !=, or match a regular expression with =~.");
    return false;
  }

  /** A set holds what stands to the left of {@code in}. */
  Optional<Predicate> has(Expression node, Operand element, Operand set) {
    if (!(set instanceof FactRef fact && Fitting.isSet(set))) {
      boolean text = set.kinds().contains(ValueKind.TEXT);
      problems.report(
          WRONG_TYPE,
          node,
          set.source() + " is " + Kinds.phrase(set.kinds()) + ", and nothing is in it.",
          text
              ? "Write " + set.source() + ".contains(" + element.source() + ")."
              : "Write a list, a range or a set after in: networks, volumes, ports.");
      return Optional.empty();
    }
    ValueKind kind = fact.fact().elements().orElseThrow();
    if (!element.kinds().contains(kind)) {
      problems.report(
          WRONG_TYPE,
          node,
          element.source() + " is " + Kinds.phrase(element.kinds()) + ", and " + fact.source()
              + " is a set of " + Fitting.plural(kind) + ".",
          "Write " + Kinds.example(kind) + " in " + fact.source() + ".");
      return Optional.empty();
    }
    return Optional.of(new Has(element, fact));
  }

  Optional<Predicate> within(
      Expression node, Operand operand, Value low, Value high, boolean open) {
    if (Fitting.isSet(operand)) {
      return fitting.notWhole(node, operand, new Literal(low));
    }
    Optional<Value> from = fitting.fit(node, operand, low);
    Optional<Value> to = fitting.fit(node, operand, high);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    ValueKind kind = from.get().kind();
    if (kind != to.get().kind() || !Kinds.ordered(kind)) {
      problems.report(
          WRONG_TYPE,
          node,
          Kinds.shown(low) + ".." + Kinds.shown(high) + " is no range: "
              + (kind == to.get().kind() ? kind.phrase() + " has no order." : "its ends differ."),
          "Write one of numbers, percentages, sizes, durations or moments, as 1..125.");
      return Optional.empty();
    }
    if (Fitting.backwards(from.get(), to.get())) {
      problems.report(
          OUT_OF_RANGE,
          node,
          "Nothing is in " + Kinds.shown(low) + ".." + Kinds.shown(high) + ": it goes backwards.",
          "Write " + Kinds.shown(high) + ".." + Kinds.shown(low) + ".");
      return Optional.empty();
    }
    return Optional.of(new Within(operand, from.get(), to.get(), open));
  }

  Optional<Predicate> in(Expression node, Operand operand, List<Value> values) {
    if (Fitting.isSet(operand)) {
      Value sample = values.isEmpty() ? new Value.Text("a") : values.get(0);
      return fitting.notWhole(node, operand, new Literal(sample));
    }
    var fit = new ArrayList<Value>();
    for (Value value : values) {
      fitting.fit(node, operand, value).ifPresent(fit::add);
    }
    return fit.size() == values.size()
        ? Optional.of(new Predicate.In(operand, fit))
        : Optional.empty();
  }

  Optional<Predicate> matches(Expression node, Operand operand, Value regex, boolean whole) {
    if (!operand.kinds().contains(ValueKind.TEXT)) {
      problems.report(
          WRONG_TYPE,
          node,
          operand.source() + " is " + Kinds.phrase(operand.kinds())
              + ", and only text matches a regular expression.",
          Fitting.isSet(operand)
              ? "Write it of its elements, as in " + operand.source() + ".any { it =~ /^a/ }."
              : "Compare it with == or <, as in " + operand.source() + " == "
                  + Fitting.example(operand) + ".");
      return Optional.empty();
    }
    if (!(regex instanceof Value.Text text)) {
      problems.report(
          WRONG_TYPE,
          node,
          Kinds.shown(regex) + " is " + regex.kind().phrase() + " and no regular expression.",
          "Write one, as /^web-\\d+$/.");
      return Optional.empty();
    }
    if (text.text().length() > Limits.REGEX) {
      problems.report(
          DiagnosticCode.TOO_LARGE,
          node,
          "The regular expression is longer than " + Limits.REGEX + " symbols.",
          "Write a shorter one, or a list: name in [...].");
      return Optional.empty();
    }
    try {
      Pattern.compile(text.text());
      return Optional.of(new Predicate.Matches(operand, text.text(), whole));
    } catch (PatternSyntaxException invalid) {
      problems.report(
          SYNTAX,
          node,
          "The regular expression is wrong at its symbol " + Math.max(1, invalid.getIndex() + 1)
              + ": " + described(invalid) + ".",
          "Correct it; a symbol that means itself is written after a backslash.");
      return Optional.empty();
    }
  }

  /**
   * Java's own words, but for the one case in which older ones have none, and newer ones others.
   */
  private static String described(PatternSyntaxException invalid) {
    String words = invalid.getDescription();
    boolean cutOff = words.contains("internal") || words.contains("trailing backslash");
    return invalid.getPattern().endsWith("\\") && cutOff
        ? "Nothing follows the backslash at its end"
        : words;
  }
}
