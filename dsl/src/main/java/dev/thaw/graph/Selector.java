package dev.thaw.graph;

import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Optional;

/**
 * Which containers a step takes.
 *
 * @param where what must certainly hold of each
 * @param min how many must match at least, from 0
 * @param max how many may match at most; {@link #UNLIMITED} if the script does not say
 * @param order by what those that match are ordered; by name if the script does not say
 * @param sample how many of those that match are taken; all if the script does not say
 */
public record Selector(
    Predicate where, int min, int max, Optional<Order> order, Optional<Sample> sample) {

  /** The {@code max} of a selector that any number may match. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /**
   * By what containers are ordered; those of which it is unknown come last.
   *
   * @param fact any fact but a keyed one without its key
   */
  public record Order(Operand.FactRef fact, boolean descending) {
    private static final List<ValueKind> KINDS = List.of(
        ValueKind.BYTES,
        ValueKind.NUMBER,
        ValueKind.PERCENT,
        ValueKind.TIME,
        ValueKind.INSTANT,
        ValueKind.TEXT);

    /** Returns whether containers can be ordered by that fact. */
    public static boolean possible(Operand.FactRef fact) {
      return KINDS.stream().anyMatch(fact.kinds()::contains);
    }

    /** Returns which of the fact's readings they are ordered by. */
    public ValueKind kind() {
      return KINDS.stream().filter(fact.kinds()::contains).findFirst().orElseThrow();
    }

    /** Returns it as a script writes it. */
    public String source() {
      return (descending ? "-" : "") + fact.source();
    }
  }

  /**
   * How many are taken of those that match.
   *
   * @param count from 1
   * @param random whether any, or the first ones in order
   */
  public record Sample(int count, boolean random) {}

  /** Returns a selector of all that match. */
  public static Selector of(Predicate where, int min, int max) {
    return new Selector(where, min, max, Optional.empty(), Optional.empty());
  }
}
