package dev.thaw.engine.sim;

import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_NAME;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_UNIT;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.value.SourceText;
import dev.thaw.value.Unit;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads single values. YAML 1.1's guesses (no is false, 010 is 8, 1_0 is 10) decide nothing here:
 * the place decides the type, text is what is written, and what could be misread is a problem.
 */
final class YamlScalars {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
  private static final Pattern QUANTITY =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)[. ]?([A-Za-z%]+)");
  private static final Pattern PERCENTAGE = Pattern.compile("(100|[1-9]?[0-9](\\.[0-9]{1,9})?)%");
  private static final int LONGEST_NUMBER = 30;

  private final Problems problems;

  YamlScalars(Problems problems) {
    this.problems = problems;
  }

  /** Returns text with what would disturb a terminal escaped, and cut short. */
  static String shown(String text) {
    String quoted = SourceText.quote(text.length() > 60 ? text.substring(0, 60) + "…" : text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Returns what is written, whatever YAML would take it for; only nothing at all is a problem. */
  Optional<String> text(Node node, String key) {
    if (!(node instanceof ScalarNode scalar)) {
      return wrong(node, key, "text");
    }
    if (scalar.getScalarStyle() == ScalarStyle.PLAIN && scalar.getTag().equals(Tag.NULL)) {
      problems.add(
          MISSING_VALUE, node, key + " has no value.", "Give it one, or leave the key out.");
      return Optional.empty();
    }
    return Optional.of(scalar.getValue());
  }

  Optional<Boolean> flag(Node node, String key) {
    return plain(node, key, "true or false")
        .flatMap(text -> text.equals("true") || text.equals("false")
            ? Optional.of(Boolean.valueOf(text))
            : wrong(node, key, "true or false"));
  }

  /** Returns a whole number within bounds, both included. */
  Optional<Integer> whole(Node node, String key, int least, int most) {
    return decimal(node, key, least, most)
        .flatMap(number -> number.stripTrailingZeros().scale() <= 0
            ? Optional.of(number.intValueExact())
            : wrong(node, key, "a whole number"));
  }

  /** Returns a number within bounds, both included. */
  Optional<BigDecimal> decimal(Node node, String key, int least, int most) {
    Optional<String> text = plain(node, key, "a number");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().length() > LONGEST_NUMBER || !NUMBER.matcher(text.get()).matches()) {
      return wrong(node, key, "a plain decimal number");
    }
    var number = new BigDecimal(text.get());
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      problems.add(
          OUT_OF_RANGE,
          node,
          key + " is " + shown(text.get()) + ".",
          "It can be " + least + " to " + most + ".");
      return Optional.empty();
    }
    return Optional.of(number);
  }

  /** Returns a size in bytes. */
  Optional<Long> size(Node node, String key) {
    return quantity(node, key, ValueKind.BYTES, "512MB")
        .map(value -> ((Value.Bytes) value).bytes().longValueExact());
  }

  /** Returns a percentage, 0 to 100. */
  Optional<BigDecimal> percent(Node node, String key) {
    return text(node, key)
        .flatMap(text -> PERCENTAGE.matcher(text).matches()
            ? Optional.of(new BigDecimal(text.substring(0, text.length() - 1)))
            : wrong(node, key, "a percentage from 0% to 100%"));
  }

  Optional<Duration> duration(Node node, String key) {
    return quantity(node, key, ValueKind.TIME, "500ms").map(value -> ((Value.Time) value).time());
  }

  /** Returns one word of a vocabulary. */
  Optional<String> word(Node node, String key, Collection<String> known) {
    Optional<String> word = text(node, key);
    if (word.isPresent() && !known.contains(word.get())) {
      problems.addUnknown(UNKNOWN_NAME, node, key, word.get(), known);
      return Optional.empty();
    }
    return word;
  }

  <T> Optional<T> wrong(Node node, String key, String wanted) {
    String found = node instanceof ScalarNode scalar
        ? "'" + shown(scalar.getValue()) + "'"
        : "a " + node.getNodeId();
    problems.add(WRONG_TYPE, node, key + " is " + found + ".", "Write " + wanted + ".");
    return Optional.empty();
  }

  private Optional<Value> quantity(Node node, String key, ValueKind kind, String example) {
    Optional<String> text = text(node, key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher parts = QUANTITY.matcher(text.get());
    if (text.get().length() > LONGEST_NUMBER || !parts.matches()) {
      return wrong(node, key, kind.phrase() + " with its unit: " + example);
    }
    Optional<Unit> unit = Unit.named(parts.group(2));
    if (unit.isEmpty()) {
      problems.addUnknown(
          UNKNOWN_UNIT, node, "unit of " + kind.phrase(), parts.group(2), units(kind));
      return Optional.empty();
    }
    if (unit.get().kind() != kind) {
      return wrong(node, key, kind.phrase() + ": " + example);
    }
    try {
      return Optional.of(unit.get().of(new BigDecimal(parts.group(1))));
    } catch (ArithmeticException beyond) {
      problems.add(OUT_OF_RANGE, node, key + " is beyond what can be counted.", "Write less.");
      return Optional.empty();
    }
  }

  private static List<String> units(ValueKind kind) {
    return Stream.of(Unit.values())
        .filter(unit -> unit.kind() == kind)
        .flatMap(unit -> unit.spellings().stream())
        .toList();
  }

  private Optional<String> plain(Node node, String key, String wanted) {
    Optional<String> text = text(node, key);
    return text.isPresent() && ((ScalarNode) node).getScalarStyle() != ScalarStyle.PLAIN
        ? wrong(node, key, wanted + ", without quotes")
        : text;
  }
}
