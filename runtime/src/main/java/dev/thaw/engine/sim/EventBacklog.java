package dev.thaw.engine.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The last events that the daemon remembers, and who follows them: moby,
 * {@code daemon/events/events.go}. Not thread safe, but for {@link #close()}.
 */
final class EventBacklog implements AutoCloseable {
  /** So many moby remembers. */
  static final int KEPT = 256;

  /** What a process tells its parent that was ended by SIGKILL. */
  private static final String KILLED = "137";

  private final List<SimEvent> kept = new ArrayList<>();
  private final Queue<SimEvent> expected = new PriorityQueue<>(Comparator.comparing(SimEvent::at));
  private final List<EventFeed> feeds = new CopyOnWriteArrayList<>();

  /** Takes an event, in its place by time: what came due is noted only when somebody looks. */
  void note(SimEvent event) {
    int place = kept.size();
    while (place > 0 && kept.get(place - 1).at().isAfter(event.at())) {
      place--;
    }
    kept.add(place, event);
    if (kept.size() > KEPT) {
      kept.remove(0);
    }
    feeds.forEach(feed -> feed.offer(event));
  }

  /** Takes the end of a command that is still to come. */
  void expect(SimEvent end) {
    expected.add(end);
  }

  /** Lets those commands end that have come to their end by now. */
  void settle(Instant now) {
    while (!expected.isEmpty() && !expected.peek().at().isAfter(now)) {
      note(expected.remove());
    }
  }

  /** Ends the commands inside of a container that ends. */
  void endCommands(String container, Instant at) {
    settle(at);
    List<SimEvent> cut =
        expected.stream().filter(end -> end.container().equals(container)).toList();
    expected.removeAll(cut);
    cut.forEach(end -> note(end.at(at, "exitCode", KILLED)));
  }

  /** Returns what is remembered, in order. */
  List<SimEvent> all() {
    return List.copyOf(kept);
  }

  /** Lets somebody know of all events from now on. */
  void follow(EventFeed feed) {
    feeds.removeIf(EventFeed::closed);
    feeds.add(feed);
  }

  /** Ends what anybody follows. */
  @Override
  public void close() {
    feeds.forEach(EventFeed::close);
  }
}
