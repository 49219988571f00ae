package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.SYNTAX;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.Suggestions;
import dev.thaw.fact.Fact;
import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Operand.FactRef;
import dev.thaw.graph.Operand.Literal;
import dev.thaw.graph.Predicate;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.codehaus.groovy.ast.expr.Expression;

/** Checks that what is compared can be, and brings it into normal form: facts to the left. */
final class Comparisons {
  private static final String ID = "id";
  private static final Pattern FULL_ID = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PART_OF_ID = Pattern.compile("[0-9a-f]{1,63}");

  private final Problems problems;

  Comparisons(Problems problems) {
    this.problems = problems;
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
    var fact = (FactRef) operand;
    if (!fact.kinds().contains(ValueKind.FLAG)) {
      problems.report(
          WRONG_TYPE,
          node,
          fact.source() + " is " + Kinds.phrase(fact.kinds()) + " and no condition.",
          "Compare it, as in " + fact.source() + " == " + example(fact.fact()) + ".");
      return Optional.empty();
    }
    return Optional.of(new Predicate.Holds(fact));
  }

  private static String example(Fact fact) {
    return fact.words().isEmpty()
        ? Kinds.example(EnumSet.copyOf(fact.kinds()).iterator().next())
        : "'" + fact.words().get(0) + "'";
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
    var fact = (FactRef) left;
    if (right instanceof Literal literal) {
      return fits(node, fact, literal.value()) && ordered(node, fact, comparison, literal.kinds())
          ? Optional.of(withLiteral(fact, comparison, literal))
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
    return ordered(node, fact, comparison, common)
        ? Optional.of(new Predicate.Compare(left, comparison, right))
        : Optional.empty();
  }

  /** Returns whether a state was meant that is called as a fact is. */
  private static boolean isWordOf(Operand fact, Operand word) {
    return fact instanceof FactRef known && known.fact().words().contains(word.source());
  }

  /** A flag compared with a constant is the flag itself, or its opposite. */
  private static Predicate withLiteral(FactRef fact, Comparison comparison, Literal literal) {
    if (literal.value() instanceof Value.Flag flag) {
      var holds = new Predicate.Holds(fact);
      return flag.flag() == (comparison == Comparison.EQUAL) ? holds : Logic.not(holds);
    }
    return new Predicate.Compare(fact, comparison, literal);
  }

  private boolean ordered(
      Expression node, FactRef fact, Comparison comparison, Set<ValueKind> kinds) {
    if (!comparison.ordered() || kinds.stream().anyMatch(Kinds::ordered)) {
      return true;
    }
    problems.report(
        WRONG_TYPE,
        node,
        fact.source() + " is " + Kinds.phrase(fact.kinds()) + ", which has no order here.",
        "Compare with == or !=, or match a regular expression with =~.");
    return false;
  }

  Optional<Predicate> in(Expression node, FactRef fact, List<Value> values) {
    boolean fit = true;
    for (Value value : values) {
      fit &= fits(node, fact, value);
    }
    return fit ? Optional.of(new Predicate.In(fact, values)) : Optional.empty();
  }

  Optional<Predicate> matches(Expression node, FactRef fact, Value regex, boolean whole) {
    if (!fact.kinds().contains(ValueKind.TEXT)) {
      problems.report(
          WRONG_TYPE,
          node,
          fact.source() + " is " + Kinds.phrase(fact.kinds())
              + ", and only text matches a regular expression.",
          "Compare it with == or <, as in " + fact.source() + " == " + example(fact.fact()) + ".");
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
      return Optional.of(new Predicate.Matches(fact, text.text(), whole));
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

  /** Java's own words, but for the one case in which it has none. */
  private static String described(PatternSyntaxException invalid) {
    return invalid.getPattern().endsWith("\\") && invalid.getDescription().contains("internal")
        ? "Nothing follows the backslash at its end"
        : invalid.getDescription();
  }

  private boolean fits(Expression node, FactRef fact, Value value) {
    if (value.equals(Value.Absent.NULL)) {
      return fact.fact().nullable() || neverNull(node, fact);
    }
    if (!fact.kinds().contains(value.kind())) {
      problems.report(
          WRONG_TYPE,
          node,
          fact.source() + " is " + Kinds.phrase(fact.kinds()) + ", but is compared with "
              + Kinds.shown(value) + ", " + value.kind().phrase() + ".",
          "Compare it with " + Kinds.phrase(fact.kinds()) + ", as " + examples(fact) + ".");
      return false;
    }
    return !(value instanceof Value.Text text) || isWord(node, fact.fact(), text.text());
  }

  private boolean neverNull(Expression node, FactRef fact) {
    problems.report(
        WRONG_TYPE,
        node,
        fact.source() + " is never null.",
        "Leave the comparison out; what is unknown never acts.");
    return false;
  }

  private static String examples(FactRef fact) {
    return fact.fact().words().isEmpty() ? Kinds.examples(fact.kinds()) : example(fact.fact());
  }

  private boolean isWord(Expression node, Fact fact, String text) {
    if (!fact.words().isEmpty() && !fact.words().contains(text)) {
      problems.report(
          OUT_OF_RANGE,
          node,
          fact + " is never " + Kinds.shown(new Value.Text(text)) + ".",
          Suggestions.nearest(text, fact.words())
              .map(word -> "Did you mean '" + word + "'?")
              .orElse("Write one of: " + String.join(", ", fact.words()) + "."));
      return false;
    }
    if (fact.name().equals(ID) && !FULL_ID.matcher(text).matches()) {
      problems.report(
          OUT_OF_RANGE,
          node,
          "An id has 64 hexadecimal digits, so none equals " + Kinds.shown(new Value.Text(text))
              + ".",
          PART_OF_ID.matcher(text).matches()
              ? "Write id =~ /^" + text + "/ to ask for its beginning."
              : "Write the whole id, or id =~ /^abc/ to ask for its beginning.");
      return false;
    }
    return true;
  }
}
