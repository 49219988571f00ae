package dev.thaw.fault;

import dev.thaw.event.Occurrence;
import dev.thaw.event.RunEvent;
import dev.thaw.event.Sink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All that happened in a run, on both sides of the socket, in its order. Thread safe. */
final class Journal implements Sink {
  /** Something that happened. */
  interface Entry {}

  /** What the run told, and when by its own clock. */
  record Told(RunEvent event, Instant at) implements Entry {}

  /** The audit log cannot be written from here on. */
  record AuditBroke() implements Entry {}

  private final List<Entry> entries = new ArrayList<>();
  private final Supplier<Instant> clock;

  Journal(Supplier<Instant> clock) {
    this.clock = clock;
  }

  synchronized void add(Entry entry) {
    entries.add(entry);
  }

  @Override
  public void accept(Occurrence occurrence) {
    add(new Told(occurrence.event(), clock.get()));
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Returns what the run told of that kind. */
  <T extends RunEvent> List<T> told(Class<T> type) {
    return entries().stream()
        .filter(entry -> entry instanceof Told told && type.isInstance(told.event()))
        .map(entry -> type.cast(((Told) entry).event()))
        .toList();
  }

  /** Returns the requests, those of others too. */
  List<Deed> deeds() {
    return entries().stream()
        .filter(Deed.class::isInstance)
        .map(Deed.class::cast)
        .toList();
  }
}
