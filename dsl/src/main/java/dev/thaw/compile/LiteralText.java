package dev.thaw.compile;

import dev.thaw.diagnostic.Suggestions;
import dev.thaw.operation.OptionType;
import dev.thaw.value.Unit;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values from plain text, as a command line gives them: without quotes around texts. */
public final class LiteralText {
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?\\d{1,40}(?:\\.\\d{1,40})?)\\s*\\.?\\s*(%|[A-Za-z]*)");

  /** Some read 010 as eight; a script cannot have it either. */
  private static final Pattern LEADING_ZERO = Pattern.compile("[+-]?0\\d.*");
  /** A length of time that is not negative, counted back. */
  private static final Pattern BACK = Pattern.compile("([^-].*?)[. ]?ago");

  private LiteralText() {}

  /**
   * Reads an option's value: {@code 5s}, {@code 30.seconds}, {@code true}, {@code 10}, or a text as
   * it stands. A command is split into words.
   */
  public static OptionValue parse(String text, OptionType type) {
    return switch (type) {
      case TEXT -> OptionValue.of(new Value.Text(text));
      case TEXTS, VARIABLES -> OptionValues.accept(type, new Value.Text(text));
      case COMMAND -> command(OptionValues.accept(type, new Value.Text(text)));
      case FLAG -> parse(text, ValueKind.FLAG);
      case PATTERN, PROBE, PROOF -> OptionValues.accept(type, new Value.Text(text));
      case COUNTS -> checked(type, counts(text));
      case COUNT -> checked(type, parse(text, ValueKind.NUMBER));
      case DURATION -> checked(type, parse(text, ValueKind.TIME));
      case DURATIONS -> checked(type, durations(text));
      case MOMENT -> parse(text, ValueKind.INSTANT);
    };
  }

  /**
   * Reads a value of that kind.
   *
   * @throws IllegalArgumentException if no text can be of that kind: a secret, null
   */
  public static OptionValue parse(String text, ValueKind kind) {
    return switch (kind) {
      case TEXT -> OptionValue.of(new Value.Text(text));
      case FLAG -> flag(text);
      case NUMBER, PERCENT, BYTES, TIME -> amount(text, kind);
      case INSTANT -> moment(text);
      case LIST -> list(text);
      case SECRET, SET, ABSENT -> throw new IllegalArgumentException("no text is " + kind.phrase());
    };
  }

  private static OptionValue command(OptionValue text) {
    return text.value().map(value -> OptionValues.words(value, false)).orElse(text);
  }

  private static OptionValue checked(OptionType type, OptionValue parsed) {
    return parsed.value().map(value -> OptionValues.accept(type, value)).orElse(parsed);
  }

  /** Texts between commas; none where there is no text. */
  private static OptionValue list(String text) {
    return OptionValue.of(new Value.Listing(
        text.isBlank()
            ? List.of()
            : Arrays.stream(text.split(",", -1))
                .<Value>map(item -> new Value.Text(item.strip()))
                .toList()));
  }

  /** Numbers between commas. */
  private static OptionValue counts(String text) {
    var numbers = new ArrayList<Value>();
    for (String item : text.split(",", -1)) {
      OptionValue number = parse(item, ValueKind.NUMBER);
      if (number.value().isEmpty()) {
        return number;
      }
      numbers.add(number.value().get());
    }
    return OptionValue.of(new Value.Listing(numbers));
  }

  private static OptionValue durations(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      return parse(text, ValueKind.TIME);
    }
    OptionValue first = parse(text.substring(0, dots), ValueKind.TIME);
    OptionValue last = parse(text.substring(dots + 2), ValueKind.TIME);
    if (first.value().isEmpty() || last.value().isEmpty()) {
      return first.value().isEmpty() ? first : last;
    }
    return OptionValue.of(
        new Value.Listing(List.of(first.value().get(), last.value().get())));
  }

  private static OptionValue flag(String text) {
    return text.equals("true") || text.equals("false")
        ? OptionValue.of(new Value.Flag(text.equals("true")))
        : OptionValue.wrongType(
            "'" + text + "' is neither true nor false.", "Write true or false.");
  }

  private static OptionValue moment(String text) {
    Matcher back = BACK.matcher(text.strip());
    Optional<Value> time =
        back.matches() ? amount(back.group(1), ValueKind.TIME).value() : Optional.empty();
    return time.<Value>map(length -> new Value.Ago(((Value.Time) length).time()))
        .or(() -> Moments.parse(text))
        .map(OptionValue::of)
        .orElseGet(() -> OptionValue.wrongType(
            "'" + text + "' is no moment.",
            "Write one as " + Moments.EXAMPLE + ", or as 2.days.ago."));
  }

  private static OptionValue amount(String text, ValueKind kind) {
    Matcher parts = NUMBER.matcher(text.strip());
    if (!parts.matches()) {
      return OptionValue.wrongType(
          "'" + text + "' is not " + kind.phrase() + ".",
          "Write one, as " + Kinds.example(kind) + ".");
    }
    if (LEADING_ZERO.matcher(parts.group(1)).matches()) {
      return OptionValue.outOfRange(
          "'" + text + "' begins with a zero.", "Write " + kind.phrase() + " without it.");
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    String spelling = parts.group(2);
    if (spelling.isEmpty()) {
      return expect(new Value.Number(number), text, kind);
    }
    Optional<Unit> unit = spelling.equals("%") ? Optional.of(Unit.PERCENT) : Unit.named(spelling);
    if (unit.isEmpty()) {
      return OptionValue.unknownUnit(
          "There is no unit " + spelling + ".",
          Suggestions.nearest(spelling, Unit.allSpellings())
              .map(known -> "Did you mean " + known + "?")
              .orElse("Write " + Kinds.example(kind) + "."));
    }
    try {
      return expect(unit.get().of(number), text, kind);
    } catch (ArithmeticException tooLarge) {
      return OptionValue.outOfRange(
          "'" + text + "' is too large to count.", "Write a smaller one.");
    }
  }

  private static OptionValue expect(Value value, String text, ValueKind kind) {
    return value.kind() == kind
        ? OptionValue.of(value)
        : OptionValue.wrongType(
            "'" + text + "' is " + value.kind().phrase() + ", not " + kind.phrase() + ".",
            "Write one, as " + Kinds.example(kind) + ".");
  }
}
