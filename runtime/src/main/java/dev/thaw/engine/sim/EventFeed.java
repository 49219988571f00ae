package dev.thaw.engine.sim;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The events from the moment of a request on, for who waits for them. Where time is simulated,
 * waiting for a certain time moves the clock on. Thread safe.
 */
final class EventFeed implements AutoCloseable {
  /** How long an event may wait until it is told. */
  private static final Duration BEAT = Duration.ofMillis(20);

  /** Who is further behind than this loses what comes, as a slow reader does in moby. */
  private static final int LONGEST = 1 << 16;

  private final EventFilters filters;
  private final Optional<Instant> until;
  private final SimClock clock;
  private final Consumer<Instant> settle;
  private final Queue<SimEvent> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger length = new AtomicInteger();
  private volatile boolean ended;
  private volatile boolean closed;

  /**
   * @param until when it ends; empty for never
   * @param settle lets everything happen that has come due by a moment
   */
  EventFeed(
      EventFilters filters, Optional<Instant> until, SimClock clock, Consumer<Instant> settle) {
    this.filters = filters;
    this.until = until;
    this.clock = clock;
    this.settle = settle;
  }

  void offer(SimEvent event) {
    if (!closed && length.get() < LONGEST && filters.match(event)) {
      length.incrementAndGet();
      waiting.add(event);
    }
  }

  /**
   * Waits for events and returns their lines.
   *
   * @param last how long to wait; empty for as long as it takes
   * @return nothing if none came in time, or none will come any more
   * @throws InterruptedException if the thread was told to stop waiting
   */
  byte[] next(Optional<Instant> last) throws InterruptedException {
    while (!closed) {
      Instant now = clock.now();
      settle.accept(now);
      byte[] lines = taken();
      if (lines.length > 0) {
        return lines;
      }
      if (until.filter(end -> !now.isBefore(end)).isPresent()) {
        ended = true;
        close();
      } else if (last.filter(end -> !now.isBefore(end)).isPresent()) {
        break;
      } else {
        pause(now, last);
      }
    }
    return new byte[0];
  }

  /** Returns whether it came to the end that was asked for. */
  boolean ended() {
    return ended;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  private byte[] taken() {
    var lines = new ByteArrayOutputStream();
    for (SimEvent event = waiting.poll(); event != null; event = waiting.poll()) {
      length.decrementAndGet();
      lines.writeBytes(event.json());
    }
    return lines.toByteArray();
  }

  /** Who waits without end waits for others, who move the clock. */
  private void pause(Instant now, Optional<Instant> last) throws InterruptedException {
    if (until.isEmpty() && last.isEmpty()) {
      TimeUnit.NANOSECONDS.sleep(BEAT.toNanos());
    } else {
      Instant beat = now.plus(BEAT);
      Instant bound = earlier(until.orElse(beat), last.orElse(beat));
      clock.await(earlier(beat, bound));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
