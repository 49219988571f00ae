package dev.thaw.event;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Hands events to sinks: first to the required ones, so that nobody is told of what could not be
 * recorded. Thread safe.
 */
public final class EventBus {
  private final Clock clock;
  private final List<Sink> required;
  private final List<Sink> others;
  private final Consumer<String> complaint;
  private final List<Sink> broken = new ArrayList<>();
  private final AtomicLong sequence = new AtomicLong();

  /**
   * @param required those that a run must not go on without
   * @param others those whose failure is only told
   * @param complaint is told, once for each, of other sinks that fail
   */
  public EventBus(Clock clock, List<Sink> required, List<Sink> others, Consumer<String> complaint) {
    this.clock = clock;
    this.required = List.copyOf(required);
    this.others = List.copyOf(others);
    this.complaint = complaint;
  }

  /**
   * Tells all sinks of an event.
   *
   * @throws SinkFailure if a required one could not note it; what follows from the event must not
   *     happen
   */
  public void emit(RunEvent event) {
    var occurrence = new Occurrence(sequence.incrementAndGet(), clock.instant(), event);
    for (Sink sink : required) {
      try {
        sink.accept(occurrence);
      } catch (IOException failure) {
        throw new SinkFailure(failure);
      }
    }
    for (Sink sink : others) {
      try {
        sink.accept(occurrence);
      } catch (IOException failure) {
        complainOnce(sink, failure);
      }
    }
  }

  private void complainOnce(Sink sink, IOException failure) {
    boolean first;
    synchronized (broken) {
      first = !broken.contains(sink) && broken.add(sink);
    }
    if (first) {
      complaint.accept(sink.getClass().getSimpleName() + " fails: " + failure.getMessage());
    }
  }
}
