package dev.thaw.graph;

import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast a step goes through its targets.
 *
 * @param concurrency how many targets at once; {@link #UNLIMITED} leaves it to the run
 * @param rollout in which batches; all at once if the script does not say
 * @param deadline how long it may take over all of them, if the script says so
 */
public record Pace(int concurrency, Optional<Rollout> rollout, Optional<Duration> deadline) {

  /** The concurrency of a step that does not say. */
  public static final int UNLIMITED = 0;

  /** As fast as the run allows. */
  public static final Pace FREE = new Pace(UNLIMITED, Optional.empty());

  /** A pace that takes as long as it does. */
  public Pace(int concurrency, Optional<Rollout> rollout) {
    this(concurrency, rollout, Optional.empty());
  }

  /**
   * Batch after batch: the next begins when the one before has ended.
   *
   * @param batch how many targets a batch has
   * @param canary how many the first batch has; as many as the others if the script does not say
   * @param pause how long to wait between two batches, from 0
   * @param maxFailures how many targets of the whole step may fail before no further batch begins
   */
  public record Rollout(Share batch, Optional<Share> canary, Duration pause, Share maxFailures) {}

  /**
   * A number of targets, or a percentage of all.
   *
   * @param value a {@link Value.Number} or a {@link Value.Percent}, not negative
   */
  public record Share(Value value) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Share {
      if (!(value instanceof Value.Number || value instanceof Value.Percent)) {
        throw new IllegalArgumentException("neither a number nor a percentage: " + value.source());
      }
    }

    /** Returns how many of that many targets it is; a fraction is rounded up. */
    public int ofAtLeastOne(int total) {
      return Math.max(1, count(total, RoundingMode.CEILING));
    }

    /** Returns how many of that many targets it is; a fraction is rounded down. */
    public int of(int total) {
      return count(total, RoundingMode.FLOOR);
    }

    private int count(int total, RoundingMode rounding) {
      BigDecimal all = BigDecimal.valueOf(total);
      BigDecimal count = value instanceof Value.Percent percent
          ? all.multiply(percent.percent()).divide(HUNDRED, 0, rounding)
          : ((Value.Number) value).number();
      return count.min(all).intValue();
    }
  }
}
