package dev.thaw.prove;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The values that an ordered fact can have: those at equal steps, or any. */
final class Grid {
  /** Numbers that the catalogue reads as whole ones. Any other may have a fraction. */
  private static final Set<String> WHOLE = Set.of("exitCode", "pids", "restarts");

  /** Percentages that the catalogue reads to two digits. */
  private static final Set<String> HUNDREDTHS = Set.of("mem", "cpu");

  /** Finer than any two constants, by three digits: room for a thousand values between them. */
  private static final int ROOM = 3;

  private static final BigDecimal NANOSECOND = new BigDecimal("0.000001");
  private static final BigDecimal USUAL_SIZE = BigDecimal.valueOf(1L << 28);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final ValueKind kind;
  private final BigDecimal step;
  private final NavigableSet<BigDecimal> cuts;

  private Grid(ValueKind kind, BigDecimal step, NavigableSet<BigDecimal> cuts) {
    this.kind = kind;
    this.step = step;
    this.cuts = cuts;
  }

  static boolean orders(ValueKind kind) {
    return switch (kind) {
      case NUMBER, PERCENT, BYTES, TIME -> true;
      default -> false;
    };
  }

  /** Returns how fine the fact is, as a word to compare by. */
  static String fineness(Variable variable) {
    String fact = variable.fact().name();
    return switch (variable.kind()) {
      case NUMBER -> WHOLE.contains(fact) ? "whole" : "any";
      case PERCENT -> HUNDREDTHS.contains(fact) ? "hundredths" : "any";
      default -> "smallest";
    };
  }

  /**
   * Returns the grid of the fact, cut where the constants are and at the ends of what it can be.
   */
  static Grid of(Variable variable, Collection<Value> constants) {
    var cuts = new TreeSet<BigDecimal>();
    cuts.add(BigDecimal.ZERO);
    if (variable.kind() == ValueKind.PERCENT) {
      // Above it an example would look odd.
      cuts.add(HUNDRED);
    }
    Relations.bounds(variable.fact().name()).forEach(bound -> cuts.add(BigDecimal.valueOf(bound)));
    for (Value constant : constants) {
      amount(constant).filter(cut -> constant.kind() == variable.kind()).ifPresent(cuts::add);
    }
    return new Grid(variable.kind(), step(variable, cuts), cuts);
  }

  private static BigDecimal step(Variable variable, Set<BigDecimal> cuts) {
    if (variable.kind() == ValueKind.TIME) {
      return NANOSECOND;
    }
    return switch (fineness(variable)) {
      case "hundredths" -> new BigDecimal("0.01");
      case "any" ->
        BigDecimal.ONE.movePointLeft(
            ROOM + cuts.stream().mapToInt(BigDecimal::scale).max().orElse(0));
      default -> BigDecimal.ONE;
    };
  }

  /** Returns a value as a number of its kind's smallest unit; of durations, of milliseconds. */
  static Optional<BigDecimal> amount(Value value) {
    if (value instanceof Value.Number number) {
      return Optional.of(number.number());
    }
    if (value instanceof Value.Percent percent) {
      return Optional.of(percent.percent());
    }
    if (value instanceof Value.Bytes bytes) {
      return Optional.of(new BigDecimal(bytes.bytes()));
    }
    if (value instanceof Value.Time time) {
      return Optional.of(BigDecimal.valueOf(time.time().toSeconds())
          .multiply(BigDecimal.valueOf(1000))
          .add(BigDecimal.valueOf(time.time().toNanosPart(), 6)));
    }
    return Optional.empty();
  }

  /**
   * Returns a value for each way of lying to the cuts: on each, between each two neighbours, below
   * the least and above the largest; those from nought upwards first.
   *
   * @param each how many values of one such way there may be in one container
   */
  List<Value> representatives(int each) {
    var amounts = new TreeSet<BigDecimal>();
    BigDecimal room = step.multiply(BigDecimal.valueOf(2L * each + 2));
    between(cuts.first().subtract(room), cuts.first(), each, amounts);
    for (BigDecimal cut : cuts) {
      if (cut.remainder(step).signum() == 0) {
        amounts.add(cut);
      }
      BigDecimal next = cuts.higher(cut);
      between(cut, next == null ? above(cut, room) : next, each, amounts);
    }
    var values = new ArrayList<Value>();
    amounts.tailSet(BigDecimal.ZERO).forEach(amount -> values.add(value(amount)));
    amounts.headSet(BigDecimal.ZERO).forEach(amount -> values.add(value(amount)));
    return values;
  }

  private BigDecimal above(BigDecimal cut, BigDecimal room) {
    BigDecimal usual = kind == ValueKind.BYTES ? USUAL_SIZE : cut.add(room);
    return usual.max(cut.multiply(TWO)).max(cut.add(room));
  }

  /** Takes the middle first: it reads better than what is a step away. */
  private void between(BigDecimal low, BigDecimal high, int each, Set<BigDecimal> into) {
    BigDecimal first = floor(low).add(step);
    BigDecimal last = floor(high).compareTo(high) == 0 ? high.subtract(step) : floor(high);
    if (first.compareTo(last) > 0) {
      return;
    }
    BigDecimal down = nice(low, high).max(first).min(last);
    BigDecimal up = down;
    into.add(down);
    for (int more = 1; more < each; more++) {
      if (up.compareTo(last) < 0) {
        up = up.add(step);
        into.add(up);
      } else if (down.compareTo(first) > 0) {
        down = down.subtract(step);
        into.add(down);
      }
    }
  }

  /** Whole numbers read better than fractions. */
  private BigDecimal nice(BigDecimal low, BigDecimal high) {
    BigDecimal middle = low.add(high).divide(TWO);
    BigDecimal whole = middle.setScale(0, RoundingMode.FLOOR);
    return whole.compareTo(low) > 0 && whole.compareTo(high) < 0 ? whole : floor(middle);
  }

  private BigDecimal floor(BigDecimal amount) {
    return amount.divide(step, 0, RoundingMode.FLOOR).multiply(step);
  }

  private Value value(BigDecimal amount) {
    return switch (kind) {
      case NUMBER -> new Value.Number(amount);
      case PERCENT -> new Value.Percent(amount);
      case BYTES -> new Value.Bytes(amount.toBigIntegerExact());
      case TIME -> {
        BigInteger[] seconds = amount
            .movePointRight(6)
            .toBigIntegerExact()
            .divideAndRemainder(BigInteger.valueOf(1_000_000_000));
        yield new Value.Time(
            Duration.ofSeconds(seconds[0].longValueExact(), seconds[1].longValueExact()));
      }
      default -> throw new IllegalArgumentException(kind + " has no order");
    };
  }
}
