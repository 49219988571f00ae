package dev.thaw.execute

import dev.thaw.event.Occurrence
import dev.thaw.event.Outcome
import dev.thaw.event.RunEvent
import dev.thaw.event.Sink
import java.util.concurrent.CopyOnWriteArrayList

/** Keeps all events, for a test to look at. */
final class EventRecorder implements Sink {
  final List<RunEvent> events = new CopyOnWriteArrayList<>()

  @Override
  void accept(Occurrence occurrence) {
    events << occurrence.event()
  }

  def <T> List<T> all(Class<T> type) {
    events.findAll { type.isInstance(it) } as List<T>
  }

  /** Returns the outcomes by container, with the verb: {@code [web: 'pause changed']}. */
  Map<String, String> outcomes() {
    all(RunEvent.Finished).collectEntries {
      [it.operation().name(), it.operation().verb() + ' ' + it.outcome().word()]
    }
  }

  RunEvent.Finished of(String name) {
    all(RunEvent.Finished).find { it.operation().name() == name }
  }

  /** Returns the notes, and the verbs with the containers that they were done to, in order. */
  List<String> story() {
    events.findAll { it instanceof RunEvent.Noted || it instanceof RunEvent.Finished }.collect {
      it instanceof RunEvent.Noted ? it.note().text() : it.operation().verb() + ' ' + it.operation().name()
    }
  }

  Map<Outcome, Integer> counts() {
    all(RunEvent.Finished).countBy { it.outcome() }
  }
}
