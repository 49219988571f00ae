package dev.thaw.engine.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a container has written: at each start its lines, a millisecond apart, and while it runs the
 * numbers from 1 on, if it counts. Lines are made only for who reads them. Not thread safe.
 */
final class SimLog {
  /** A line and when it was written. */
  record Line(Instant at, String text) {}

  private interface Part {
    long lines(Instant now);

    Line line(long index);
  }

  private record Written(Instant at, List<String> texts) implements Part {
    @Override
    public long lines(Instant now) {
      return texts.size();
    }

    @Override
    public Line line(long index) {
      return new Line(at.plusMillis(index), texts.get((int) index));
    }
  }

  /**
   * A stretch of counting without a pause.
   *
   * @param after how long the process had counted before; its numbers up to then are written
   */
  private record Counted(Instant from, Duration after, Duration period, Optional<Instant> until)
      implements Part {
    @Override
    public long lines(Instant now) {
      Duration end = born(after).plus(Duration.between(from, until.orElse(now)));
      return Math.max(0, periods(end) - periods(after));
    }

    @Override
    public Line line(long index) {
      long before = periods(after) + 1 + index;
      Duration wait = period.multipliedBy(before).minus(born(after));
      return new Line(from.plus(wait), Long.toString(before + 1));
    }

    private long periods(Duration time) {
      return Math.floorDiv(time.toNanos(), period.toNanos());
    }
  }

  /** A process that has not had its first moment, in which it writes 1. */
  private static final Duration UNBORN = Duration.ofNanos(-1);

  private final List<String> texts;
  private final Optional<Duration> own;
  private final List<Part> parts = new ArrayList<>();
  private Optional<Duration> period;
  private Duration counted = UNBORN;
  private Optional<Instant> since = Optional.empty();

  /**
   * @param texts what is written at each start
   * @param period the time from one number to the next; empty for none
   */
  SimLog(List<String> texts, Optional<Duration> period) {
    this.texts = texts;
    this.own = period;
    this.period = period;
  }

  /** Notes a start afresh, whose process does not get to run yet. */
  void begin(Instant at) {
    halt(at);
    parts.add(new Written(at, texts));
    period = own;
    counted = UNBORN;
  }

  /** Puts a process in that has counted before, instead of one that begins. */
  void put(SimCheckpoint checkpoint) {
    period = checkpoint.period();
    counted = checkpoint.counted();
  }

  void run(Instant at) {
    since = Optional.of(at);
    period.ifPresent(time -> parts.add(new Counted(at, counted, time, Optional.empty())));
  }

  void halt(Instant at) {
    counted = counted(at);
    int last = parts.size() - 1;
    if (since.isPresent() && last >= 0 && parts.get(last) instanceof Counted open) {
      parts.set(last, new Counted(open.from(), open.after(), open.period(), Optional.of(at)));
    }
    since = Optional.empty();
  }

  /** Returns the state of its process as a checkpoint keeps it. */
  SimCheckpoint checkpoint(Instant now) {
    return new SimCheckpoint(counted(now), period);
  }

  /** Returns the last lines, so many at most, oldest first. */
  List<Line> last(int most, Instant now) {
    var lines = new ArrayList<Line>();
    for (int index = parts.size() - 1; index >= 0; index--) {
      Part part = parts.get(index);
      for (long line = part.lines(now) - 1; line >= 0 && lines.size() < most; line--) {
        lines.add(part.line(line));
      }
    }
    Collections.reverse(lines);
    return lines;
  }

  private Duration counted(Instant now) {
    return since.map(from -> born(counted).plus(Duration.between(from, now))).orElse(counted);
  }

  private static Duration born(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }
}
