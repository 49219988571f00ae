package dev.thaw.graph;

import dev.thaw.value.Value;
import java.util.Arrays;
import java.util.Optional;

/** How two values of one kind are compared. */
public enum Comparison {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the operator as a script writes it. */
  public String symbol() {
    return symbol;
  }

  /** Returns whether it asks for an order and not just for equality. */
  public boolean ordered() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** Returns the comparison that holds of (b, a) when this holds of (a, b). */
  public Comparison mirrored() {
    return switch (this) {
      case LESS -> GREATER;
      case AT_MOST -> AT_LEAST;
      case GREATER -> LESS;
      case AT_LEAST -> AT_MOST;
      case EQUAL, NOT_EQUAL -> this;
    };
  }

  /** Returns the comparison with that operator, if there is one. */
  public static Optional<Comparison> of(String symbol) {
    return Arrays.stream(values()).filter(c -> c.symbol.equals(symbol)).findFirst();
  }

  /**
   * Judges two values of one kind; an order with {@code null} on either side does not hold.
   *
   * @throws IllegalArgumentException if an order is asked for of kinds that have none, or of two
   *     kinds
   */
  public boolean holds(Value left, Value right) {
    if (!ordered()) {
      return alike(left, right) == (this == EQUAL);
    }
    if (left == Value.Absent.NULL || right == Value.Absent.NULL) {
      return false;
    }
    int order = order(left, right);
    return switch (this) {
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case EQUAL, NOT_EQUAL -> throw new IllegalStateException();
    };
  }

  /**
   * Texts are by far the most that is compared, and a record's own equality costs a process some 10
   * ms at its first use: it is made of method handles then.
   */
  private static boolean alike(Value left, Value right) {
    return left instanceof Value.Text a && right instanceof Value.Text b
        ? a.text().equals(b.text())
        : left.equals(right);
  }

  private static int order(Value left, Value right) {
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      return a.text().compareTo(b.text());
    }
    if (left instanceof Value.Number a && right instanceof Value.Number b) {
      return a.number().compareTo(b.number());
    }
    if (left instanceof Value.Percent a && right instanceof Value.Percent b) {
      return a.percent().compareTo(b.percent());
    }
    if (left instanceof Value.Bytes a && right instanceof Value.Bytes b) {
      return a.bytes().compareTo(b.bytes());
    }
    if (left instanceof Value.Time a && right instanceof Value.Time b) {
      return a.time().compareTo(b.time());
    }
    if (left instanceof Value.Moment a && right instanceof Value.Moment b) {
      return a.instant().compareTo(b.instant());
    }
    if (left instanceof Value.Ago a && right instanceof Value.Ago b) {
      return b.time().compareTo(a.time());
    }
    throw new IllegalArgumentException("no order between " + left + " and " + right);
  }
}
