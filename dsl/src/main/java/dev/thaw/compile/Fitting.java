package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.diagnostic.Suggestions;
import dev.thaw.fact.Fact;
import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Operand.FactRef;
import dev.thaw.graph.Predicate;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.expr.Expression;

/** Checks that a constant is one that a fact can be compared with. */
final class Fitting {
  private static final String ID = "id";
  private static final Pattern FULL_ID = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PART_OF_ID = Pattern.compile("[0-9a-f]{1,63}");

  private final Problems problems;

  Fitting(Problems problems) {
    this.problems = problems;
  }

  static boolean isSet(Operand operand) {
    return operand.kinds().contains(ValueKind.SET);
  }

  /** Returns a value that it could have. */
  static String example(Operand operand) {
    List<String> words = words(operand);
    return words.isEmpty()
        ? Kinds.example(EnumSet.copyOf(operand.kinds()).iterator().next())
        : "'" + words.get(0) + "'";
  }

  static String plural(ValueKind kind) {
    return kind == ValueKind.NUMBER ? "numbers" : "texts";
  }

  /** Returns whether a range from one to the other has certainly nothing in it. */
  static boolean backwards(Value low, Value high) {
    return low instanceof Value.Ago == high instanceof Value.Ago
        && Comparison.GREATER.holds(low, high);
  }

  private static List<String> words(Operand operand) {
    return operand instanceof FactRef reference ? reference.fact().words() : List.of();
  }

  /**
   * Returns the value as one to compare it with, a text that stands for a moment as that, or
   * nothing after having reported why it cannot be.
   */
  Optional<Value> fit(Expression node, Operand operand, Value value) {
    if (value.equals(Value.Absent.NULL)) {
      boolean nullable = operand.facts().stream().anyMatch(fact -> fact.fact().nullable());
      return nullable ? Optional.of(value) : neverNull(node, operand);
    }
    if (value instanceof Value.Text text && operand.kinds().contains(ValueKind.INSTANT)) {
      return moment(node, text);
    }
    if (!operand.kinds().contains(value.kind())) {
      problems.report(
          WRONG_TYPE,
          node,
          operand.source() + " is " + Kinds.phrase(operand.kinds()) + ", but is compared with "
              + Kinds.shown(value) + ", " + value.kind().phrase() + ".",
          "Compare it with " + Kinds.phrase(operand.kinds()) + ", as " + examples(operand) + ".");
      return Optional.empty();
    }
    boolean possible = !(operand instanceof FactRef reference)
        || !(value instanceof Value.Text text)
        || Given.SAMPLE.equals(text)
        || isWord(node, reference.fact(), text.text());
    return possible ? Optional.of(value) : Optional.empty();
  }

  private Optional<Value> moment(Expression node, Value.Text text) {
    Optional<Value> moment = Moments.parse(text.text());
    if (moment.isEmpty()) {
      problems.report(
          WRONG_TYPE,
          node,
          Kinds.shown(text) + " is no moment.",
          "Write one as '" + Moments.EXAMPLE + "', or as 2.days.ago.");
    }
    return moment;
  }

  /** Reports that a set is compared as a whole. */
  Optional<Predicate> notWhole(Expression node, Operand set, Operand other) {
    ValueKind kind = ((FactRef) set).fact().elements().orElseThrow();
    String element = other.kinds().contains(kind) ? other.source() : Kinds.example(kind);
    problems.report(
        WRONG_TYPE,
        node,
        set.source() + " is a set of " + plural(kind) + ", and not compared as a whole.",
        "Write " + element + " in " + set.source() + ".");
    return Optional.empty();
  }

  private Optional<Value> neverNull(Expression node, Operand operand) {
    problems.report(
        WRONG_TYPE,
        node,
        operand.source() + " is never null.",
        "Leave the comparison out; what is unknown never acts.");
    return Optional.empty();
  }

  private static String examples(Operand operand) {
    return words(operand).isEmpty() ? Kinds.examples(operand.kinds()) : example(operand);
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
