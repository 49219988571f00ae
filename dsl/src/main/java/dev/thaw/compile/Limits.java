package dev.thaw.compile;

import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** How large the values, loops and graphs of a script may grow. */
final class Limits {
  static final int NODES = 10_000;
  static final int ITERATIONS = 10_000;
  static final int ITEMS = 10_000;
  static final int TEXT = 1 << 16;
  static final int DIGITS = 40;
  static final int REGEX = 1_000;
  static final int PATH = 500;

  /** A name of a constant, a fact, a part of a label's key. */
  static final int NAME = 255;

  static final String LONG_TEXT = "The text is longer than 64 KiB.";

  /** As many symbols weigh as much as one item of a list. */
  private static final int SYMBOLS = 16;

  /** As {@link dev.thaw.value.Unit} has it: some 290 years. */
  private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE / 1_000_000);

  private Limits() {}

  /** Returns what is too large about the value, if anything is. */
  static Optional<String> exceededBy(Value value) {
    if (value instanceof Value.Text text && text.text().length() > TEXT) {
      return Optional.of(LONG_TEXT);
    }
    if (value instanceof Value.Listing listing && listing.items().size() > ITEMS) {
      return Optional.of("The list has more than " + ITEMS + " items.");
    }
    if (value instanceof Value.Time time && time.time().abs().compareTo(LONGEST) > 0) {
      return Optional.of("The duration is longer than 290 years.");
    }
    if (value instanceof Value.Bytes bytes && bytes.bytes().bitLength() >= Long.SIZE) {
      return Optional.of("The size has more than 63 bits.");
    }
    boolean large = value instanceof Value.Number number && large(number.number())
        || value instanceof Value.Percent percent && large(percent.percent());
    return large
        ? Optional.of("The number has more than " + DIGITS + " digits.")
        : Optional.empty();
  }

  /** Returns how many symbols a value takes up in a text. */
  static long length(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().length();
    }
    return value instanceof Value.Listing listing
        ? listing.items().stream().mapToLong(item -> length(item) + 1).sum()
        : value.display().length();
  }

  /** Returns how much a value weighs: about the items and sixteenths of symbols that it has. */
  static long size(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().length() / SYMBOLS;
    }
    return value instanceof Value.Listing listing
        ? listing.items().stream().mapToLong(item -> size(item) + 1).sum()
        : 0;
  }

  private static boolean large(BigDecimal number) {
    return number.precision() > DIGITS || Math.abs(number.scale()) > DIGITS;
  }
}
