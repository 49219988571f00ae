package dev.thaw.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The units that may follow a number: {@code 80%}, {@code 512.MB}, {@code 2.minutes}.
 *
 * <p>The first spelling is the canonical one, used when a value is printed.
 */
public enum Unit {
  PERCENT(ValueKind.PERCENT, 1, "percent"),
  BYTE(ValueKind.BYTES, 1, "B"),
  KILOBYTE(ValueKind.BYTES, 1_000, "KB"),
  KIBIBYTE(ValueKind.BYTES, 1L << 10, "KiB"),
  MEGABYTE(ValueKind.BYTES, 1_000_000, "MB"),
  MEBIBYTE(ValueKind.BYTES, 1L << 20, "MiB"),
  GIGABYTE(ValueKind.BYTES, 1_000_000_000, "GB"),
  GIBIBYTE(ValueKind.BYTES, 1L << 30, "GiB"),
  TERABYTE(ValueKind.BYTES, 1_000_000_000_000L, "TB"),
  TEBIBYTE(ValueKind.BYTES, 1L << 40, "TiB"),
  MILLISECOND(ValueKind.TIME, 1, "ms", "millis", "milliseconds", "millisecond"),
  SECOND(ValueKind.TIME, 1_000, "seconds", "second", "s", "sec"),
  MINUTE(ValueKind.TIME, 60_000, "minutes", "minute", "m", "min"),
  HOUR(ValueKind.TIME, 3_600_000, "hours", "hour", "h"),
  DAY(ValueKind.TIME, 86_400_000, "days", "day", "d");

  /** Above this a duration or a size is a slip of the hand, and arithmetic on it would overflow. */
  private static final BigDecimal LIMIT = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000);

  private final ValueKind kind;
  private final BigDecimal factor;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
  private final List<String> spellings;

  Unit(ValueKind kind, long factor, String... spellings) {
    this.kind = kind;
    this.factor = BigDecimal.valueOf(factor);
    this.spellings = List.of(spellings);
  }

  /** Returns the kind of value that a number with this unit is. */
  public ValueKind kind() {
    return kind;
  }

  /** Returns every spelling, the canonical one first. */
  public List<String> spellings() {
    return spellings;
  }

  /** Returns the unit so spelled; case matters, as MB and Mb are different things. */
  public static Optional<Unit> named(String spelling) {
    return Arrays.stream(values())
        .filter(unit -> unit.spellings.contains(spelling))
        .findFirst();
  }

  /** Returns every spelling of every unit. */
  public static List<String> allSpellings() {
    return Arrays.stream(values()).flatMap(unit -> unit.spellings.stream()).toList();
  }

  /**
   * Returns {@code number} of this unit as a value; fractions of a millisecond or a byte are
   * rounded.
   *
   * @throws ArithmeticException if the result is beyond what can be counted (some 290 years, 9 TB
   *     times 1000)
   */
  public Value of(BigDecimal number) {
    BigDecimal base = number.multiply(factor);
    if (base.abs().compareTo(LIMIT) > 0 && kind != ValueKind.BYTES
        || base.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new ArithmeticException(number.toPlainString() + " " + spellings.get(0));
    }
    if (kind == ValueKind.PERCENT) {
      return new Value.Percent(base);
    }
    BigInteger whole = base.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    return kind == ValueKind.BYTES
        ? new Value.Bytes(whole)
        : new Value.Time(Duration.ofMillis(whole.longValueExact()));
  }

  /** Prints a base amount in the largest unit of its kind that divides it exactly. */
  static String print(BigDecimal base, ValueKind kind) {
    Unit best = Stream.of(values())
        .filter(unit -> unit.kind == kind)
        .filter(unit -> base.signum() != 0 || unit.factor.compareTo(BigDecimal.ONE) == 0)
        .filter(unit -> base.remainder(unit.factor).signum() == 0)
        .reduce((smaller, larger) -> larger)
        .orElseThrow();
    BigDecimal count = base.divide(best.factor);
    String plural = best.spellings.get(0);
    String singular = plural.replaceFirst("s$", "");
    boolean one = count.compareTo(BigDecimal.ONE) == 0 && best.spellings.contains(singular);
    return count.toPlainString() + "." + (one ? singular : plural);
  }
}
