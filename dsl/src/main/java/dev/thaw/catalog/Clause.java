package dev.thaw.catalog;

import dev.thaw.operation.OptionType;
import java.util.Arrays;
import java.util.Optional;

/**
 * A word that every operation may be followed by. Each has exactly one value and stands at most
 * once.
 */
public enum Clause {
  WHERE("where", Shape.PREDICATE, "selects the containers; where all takes every one"),
  WHEN("when", Shape.PREDICATE, "acts on a target only if this holds just before its operation"),
  UNLESS(
      "unless",
      Shape.PREDICATE,
      "acts on a target only if this certainly does not hold just before"),
  THEN("then", Shape.OPERATION, "goes on with the same targets, each as soon as it is ready"),
  MIN("min", OptionType.COUNT, "how many containers must match at least, else nothing is done"),
  MAX("max", OptionType.COUNT, "how many containers may match at most, else nothing is done"),
  TIMEOUT("timeout", OptionType.DURATION, "how long the operation on one target may take");

  /** What kind of value a clause has. */
  public enum Shape {
    PREDICATE,
    OPERATION,
    OPTION
  }

  private final String word;
  private final Shape shape;
  private final Optional<OptionType> type;
  private final String summary;

  Clause(String word, Shape shape, String summary) {
    this.word = word;
    this.shape = shape;
    this.type = Optional.empty();
    this.summary = summary;
  }

  Clause(String word, OptionType type, String summary) {
    this.word = word;
    this.shape = Shape.OPTION;
    this.type = Optional.of(type);
    this.summary = summary;
  }

  /** Returns the word itself, which is reserved in scripts. */
  public String word() {
    return word;
  }

  /** Returns what kind of value follows. */
  public Shape shape() {
    return shape;
  }

  /** Returns the type of the value, for a clause of shape {@link Shape#OPTION}. */
  public Optional<OptionType> type() {
    return type;
  }

  /** Returns what it does, in one line. */
  public String summary() {
    return summary;
  }

  /** Returns the clause of that word, if there is one. */
  public static Optional<Clause> named(String word) {
    return Arrays.stream(values()).filter(clause -> clause.word.equals(word)).findFirst();
  }
}
