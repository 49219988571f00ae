package dev.thaw.event;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Hands events to sinks. Thread safe.
 *
 * <p>Some events ask for leave: what they announce must not happen before it is recorded, and
 * nobody is told of it if it could not be. All others tell of what is so already: everybody is
 * told, and only then does a failure to record them count.
 */
public final class EventBus {
  private final Clock clock;
  private final List<Sink> required;
  private final List<Sink> others;
  private final Consumer<String> complaint;
  private final List<Sink> broken = new ArrayList<>();
  private final AtomicLong sequence;
  private final Optional<Unrecorded> instead;

  /** Takes what a required sink could not. */
  public interface Unrecorded {
    void take(Occurrence occurrence, Exception why);
  }

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
    this.sequence = new AtomicLong();
    this.instead = Optional.empty();
  }

  private EventBus(EventBus other, Unrecorded instead) {
    this.clock = other.clock;
    this.required = other.required;
    this.others = other.others;
    this.complaint = other.complaint;
    this.sequence = other.sequence;
    this.instead = Optional.of(instead);
  }

  /**
   * Returns this bus for what must not be kept from happening: what a required sink cannot take
   * goes elsewhere.
   */
  public EventBus insistent(Unrecorded elsewhere) {
    return new EventBus(this, elsewhere);
  }

  /**
   * Tells all sinks of an event.
   *
   * @throws SinkFailure if a required one could not note it; what follows from the event must not
   *     happen
   */
  public void emit(RunEvent event) {
    var occurrence = new Occurrence(sequence.incrementAndGet(), clock.instant(), event);
    SinkFailure failure = null;
    for (Sink sink : required) {
      try {
        sink.accept(occurrence);
      } catch (IOException | RuntimeException failed) {
        if (instead.isPresent()) {
          instead.get().take(occurrence, failed);
        } else {
          failure = new SinkFailure(failed);
        }
      }
    }
    if (failure == null || !event.asksLeave()) {
      tell(occurrence);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void tell(Occurrence occurrence) {
    for (Sink sink : others) {
      try {
        sink.accept(occurrence);
      } catch (IOException | RuntimeException failed) {
        complainOnce(sink, failed);
      }
    }
  }

  private void complainOnce(Sink sink, Exception failure) {
    boolean first;
    synchronized (broken) {
      first = !broken.contains(sink) && broken.add(sink);
    }
    if (first) {
      complaint.accept(sink.getClass().getSimpleName() + " fails: " + failure);
    }
  }
}
