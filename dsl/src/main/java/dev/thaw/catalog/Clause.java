package dev.thaw.catalog;

import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.OptionType;
import java.util.Arrays;
import java.util.Optional;

/**
 * A word that every operation may be followed by. Each has exactly one value and stands at most
 * once.
 */
public enum Clause {
  WHERE("where", Level.STEP, Shape.PREDICATE, "selects the containers; where all takes every one"),
  ORDER_BY(
      "orderBy",
      Level.STEP,
      Shape.FACT,
      "by which fact the containers are ordered, with a minus for the largest first; unknown comes"
          + " last"),
  FIRST(
      "first",
      Level.STEP,
      OptionType.COUNT,
      "takes only so many of those that match, the first in order"),
  RANDOM("random", Level.STEP, OptionType.COUNT, "takes only so many of those that match, any"),
  MIN(
      "min",
      Level.STEP,
      OptionType.COUNT,
      "how many containers must match at least, else nothing is done"),
  MAX(
      "max",
      Level.STEP,
      OptionType.COUNT,
      "how many containers may match at most, else nothing is done"),
  WHEN(
      "when",
      Level.ACTION,
      Shape.PREDICATE,
      "acts on a target only if this holds just before its operation"),
  UNLESS(
      "unless",
      Level.ACTION,
      Shape.PREDICATE,
      "acts on a target only if this certainly does not hold just before"),
  UNTIL(
      "until",
      Level.ACTION,
      Shape.PREDICATE,
      "waits after the operation until this holds of the target; needs within"),
  WITHIN(
      "within",
      Level.ACTION,
      OptionType.DURATION,
      "how long until, or an operation that waits, may take"),
  THEN(
      "then",
      Level.ACTION,
      Shape.OPERATION,
      "goes on with the same targets, each as soon as it is ready"),
  TIMEOUT(
      "timeout",
      Level.ACTION,
      OptionType.DURATION,
      "how long the operation on one target may take"),
  RETRY(
      "retry",
      Level.ACTION,
      OptionType.COUNT,
      "how often to try again after a failure that may pass; 0 for never"),
  BACKOFF(
      "backoff",
      Level.ACTION,
      OptionType.DURATIONS,
      "the wait before the first further try, and the longest one: 500.ms..10.seconds"),
  LASTING(
      "lasting",
      Level.STEP,
      OptionType.DURATION,
      "of pause, how long it lasts: then it is taken back, whatever has happened; the run waits for it"),
  AT_MOST(
      "atMost",
      Level.STEP,
      OptionType.DURATION,
      "of frozen, how long containers may stay so: then they are thawed, and what is left does not begin"),
  CONCURRENCY("concurrency", Level.STEP, OptionType.COUNT, "how many targets at once at most"),
  DEADLINE(
      "deadline",
      Level.STEP,
      OptionType.DURATION,
      "how long the step may take over all its targets; what is not begun by then is left"),
  CONTINUE_ON_ERROR(
      "continueOnError",
      Level.STEP,
      OptionType.FLAG,
      "whether what comes after goes on even if this fails; the run counts as failed nonetheless"),
  NAMED(
      "named",
      Level.STEP,
      OptionType.TEXT,
      "what the step is called in plans and logs, and by after"),
  AFTER(
      "after",
      Level.STEP,
      OptionType.TEXTS,
      "the names of the steps that it comes after, instead of the one before it");

  /** What a clause is about. */
  public enum Level {
    /** The whole statement: it stands before any {@code then}. */
    STEP,
    /** The operation that it stands behind. */
    ACTION
  }

  /** What kind of value a clause has. */
  public enum Shape {
    PREDICATE,
    OPERATION,
    FACT,
    OPTION
  }

  private final String word;
  private final Level level;
  private final Shape shape;
  private final Optional<OptionType> type;
  private final String summary;

  Clause(String word, Level level, Shape shape, String summary) {
    this.word = word;
    this.level = level;
    this.shape = shape;
    this.type = Optional.empty();
    this.summary = summary;
  }

  Clause(String word, Level level, OptionType type, String summary) {
    this.word = word;
    this.level = level;
    this.shape = Shape.OPTION;
    this.type = Optional.of(type);
    this.summary = summary;
  }

  /** Returns the word itself, which is reserved in scripts. */
  public String word() {
    return word;
  }

  /** Returns what it is about. */
  public Level level() {
    return level;
  }

  /** Returns whether it makes sense for an operation that stands alone, as on a command line. */
  public boolean standsAlone() {
    return shape != Shape.OPERATION
        && this != NAMED
        && this != AFTER
        && this != AT_MOST
        && this != CONTINUE_ON_ERROR;
  }

  /** Returns whether it can stand behind that operation. */
  public boolean standsBehind(OperationSpec operation) {
    return this != AT_MOST && (this != LASTING || operation.canBeHeld());
  }

  /** Returns whether it can stand behind {@code frozen}, before {@code during}. */
  public boolean standsBehindFrozen() {
    return this != LASTING && this != THEN && this != CONTINUE_ON_ERROR;
  }

  /** Returns whether a script can say it once for all statements that follow. */
  public boolean hasDefault() {
    return switch (this) {
      case MAX, TIMEOUT, WITHIN, RETRY, BACKOFF, CONCURRENCY, CONTINUE_ON_ERROR -> true;
      default -> false;
    };
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
