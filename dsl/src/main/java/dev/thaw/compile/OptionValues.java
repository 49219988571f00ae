package dev.thaw.compile;

import dev.thaw.graph.Regex;
import dev.thaw.operation.OptionType;
import dev.thaw.operation.Probe;
import dev.thaw.operation.Wait;
import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Checks values against the types of options, and gives them the form that operations expect. */
final class OptionValues {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

  /** What probes look like, for messages. */
  static final String PROBES = "http(':8080/healthz'), tcp(5432) or exec('cat /ready')";

  private OptionValues() {}

  /** Returns the value in its final form, or why it cannot be one of that type. */
  static OptionValue accept(OptionType type, Value value) {
    if (!type.kinds().contains(value.kind())) {
      return OptionValue.wrongType(
          Kinds.shown(value) + " is " + value.kind().phrase() + ", not "
              + Kinds.phrase(type.kinds()) + ".",
          "Write " + type.phrase() + ".");
    }
    return switch (type) {
      case TEXT, FLAG -> OptionValue.of(value);
      case COUNT -> count((Value.Number) value);
      case COUNTS -> counts(value);
      case PATTERN -> pattern((Value.Text) value);
      case PROBE -> probe((Value.Text) value);
      case PROOF ->
        Wait.Continued.WORD.equals(((Value.Text) value).text())
            ? OptionValue.of(value)
            : probe((Value.Text) value);
      case DURATION -> duration((Value.Time) value);
      case DURATIONS -> durations(value);
      case MOMENT -> moment(value);
      case TEXTS -> texts(value);
      case VARIABLES -> variables(value);
      case COMMAND -> command(value);
    };
  }

  private static OptionValue count(Value.Number value) {
    BigDecimal number = value.number();
    boolean whole = number.stripTrailingZeros().scale() <= 0;
    return whole && number.signum() >= 0 && number.compareTo(MOST) <= 0
        ? OptionValue.of(value)
        : OptionValue.outOfRange(
            Kinds.shown(value) + " is not a whole number from 0 to 1000000000.",
            "Write one, as 10.");
  }

  private static OptionValue counts(Value value) {
    List<Value> items = value instanceof Value.Listing listing ? listing.items() : List.of(value);
    for (Value item : items) {
      OptionValue checked = accept(OptionType.COUNT, item);
      if (checked.value().isEmpty()) {
        return checked;
      }
    }
    return items.isEmpty()
        ? OptionValue.outOfRange("The list is empty.", "Write at least one, as [0, 143].")
        : OptionValue.of(value);
  }

  private static OptionValue pattern(Value.Text value) {
    try {
      return OptionValue.of(new Value.Text(new Regex(value.text()).text()));
    } catch (PatternSyntaxException wrong) {
      return OptionValue.outOfRange(
          Kinds.shown(value) + " is no regular expression: " + wrong.getDescription() + ".",
          "Write one as java.util.regex reads it, as 'ready to accept'.");
    }
  }

  private static OptionValue probe(Value.Text value) {
    return Probe.parse(value.text())
        .map(probe -> OptionValue.of(new Value.Text(probe.source())))
        .orElseGet(() ->
            OptionValue.outOfRange(Kinds.shown(value) + " is no probe.", "Write " + PROBES + "."));
  }

  private static OptionValue duration(Value.Time value) {
    return value.time().compareTo(Duration.ofMillis(1)) >= 0
        ? OptionValue.of(value)
        : OptionValue.outOfRange(
            Kinds.shown(value) + " is no time in which anything can be done.",
            "Write a duration of at least 1.ms.");
  }

  /** A single one is the shortest and the longest. */
  private static OptionValue durations(Value value) {
    List<Value> ends = value instanceof Value.Listing both ? both.items() : List.of(value, value);
    if (ends.size() != 2
        || !(ends.get(0) instanceof Value.Time first)
        || !(ends.get(1) instanceof Value.Time last)) {
      return OptionValue.wrongType(
          Kinds.shown(value) + " is no range of durations.", "Write one, as 500.ms..10.seconds.");
    }
    for (Value.Time end : List.of(first, last)) {
      OptionValue checked = duration(end);
      if (checked.value().isEmpty()) {
        return checked;
      }
    }
    return first.time().compareTo(last.time()) <= 0
        ? OptionValue.of(new Value.Listing(List.of(first, last)))
        : OptionValue.outOfRange(
            first.source() + " is longer than " + last.source() + ".",
            "Write the shorter one first.");
  }

  private static OptionValue moment(Value value) {
    if (!(value instanceof Value.Text text)) {
      return OptionValue.of(value);
    }
    return Moments.parse(text.text())
        .map(OptionValue::of)
        .orElseGet(() -> OptionValue.wrongType(
            Kinds.shown(value) + " is no moment.",
            "Write one, as '" + Moments.EXAMPLE + "' or 10.minutes.ago."));
  }

  private static OptionValue texts(Value value) {
    List<Value> items = value instanceof Value.Listing listing ? listing.items() : List.of(value);
    for (Value item : items) {
      if (!(item instanceof Value.Text)) {
        return OptionValue.wrongType(
            Kinds.shown(item) + " is " + item.kind().phrase() + ".", "Write texts, in quotes.");
      }
    }
    return OptionValue.of(new Value.Listing(items));
  }

  private static OptionValue variables(Value value) {
    List<Value> items = value instanceof Value.Listing listing ? listing.items() : List.of(value);
    OptionValue texts = texts(new Value.Listing(
        items.stream().filter(item -> !(item instanceof Value.Secret)).toList()));
    if (texts.value().isEmpty()) {
      return texts;
    }
    for (Value item : items) {
      if (item.display().indexOf('=') < 1) {
        return OptionValue.outOfRange(
            Kinds.shown(item) + " names no variable and its value.", "Write 'KEY=value'.");
      }
    }
    return OptionValue.of(new Value.Listing(items));
  }

  /** A text stays one, for it is split into words only if no shell is asked for. */
  private static OptionValue command(Value value) {
    OptionValue words = texts(value);
    if (words.value().isEmpty()) {
      return words;
    }
    List<Value> items = ((Value.Listing) words.value().get()).items();
    if (items.isEmpty() || items.get(0).display().isBlank()) {
      return OptionValue.outOfRange("The command is empty.", "Write one, as 'ls -l'.");
    }
    return value instanceof Value.Text ? OptionValue.of(value) : words;
  }

  /** Returns a command as a list of words; a text for a shell stays whole. */
  static OptionValue words(Value command, boolean shell) {
    if (!(command instanceof Value.Text text)) {
      return OptionValue.of(command);
    }
    if (shell) {
      return OptionValue.of(new Value.Listing(List.of(text)));
    }
    Optional<List<String>> split = CommandWords.split(text.text());
    if (split.filter(words -> words.isEmpty() || words.get(0).isBlank()).isPresent()) {
      return OptionValue.outOfRange("The command is empty.", "Write one, as 'ls -l'.");
    }
    return split
        .map(words -> OptionValue.of(new Value.Listing(
            new ArrayList<Value>(words.stream().map(Value.Text::new).toList()))))
        .orElseGet(() -> OptionValue.outOfRange(
            "A quote or backslash in the command has no end.",
            "Close it, or give the words one by one, as ['echo', 'a b']."));
  }
}
