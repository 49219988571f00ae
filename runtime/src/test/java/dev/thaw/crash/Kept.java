package dev.thaw.crash;

import dev.thaw.engine.EngineInfo;
import dev.thaw.event.Occurrence;
import dev.thaw.execute.Keeper;
import dev.thaw.journal.Hold;
import dev.thaw.journal.JournalContent;
import dev.thaw.journal.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A keeper that remembers what the true one said that it had kept. Thread safe. */
final class Kept implements Keeper {
  private final Keeper keeper;
  private final Set<String> containers;
  private final List<Hold> asked = new ArrayList<>();
  private final Map<String, Hold> intended = new LinkedHashMap<>();
  private final Map<String, List<Progress>> since = new LinkedHashMap<>();
  private int unrecorded;

  /** @param containers is told of each as soon as its intent is kept */
  Kept(Keeper keeper, Set<String> containers) {
    this.keeper = keeper;
    this.containers = containers;
  }

  @Override
  public void begin(EngineInfo engine) throws IOException {
    keeper.begin(engine);
  }

  @Override
  public void prepare(int holds) throws IOException {
    keeper.prepare(holds);
  }

  @Override
  public void intend(Hold hold) throws IOException {
    synchronized (this) {
      asked.add(hold);
    }
    keeper.intend(hold);
    synchronized (this) {
      intended.putIfAbsent(hold.operation(), hold);
      since.put(hold.operation(), new ArrayList<>(List.of(Progress.INTENDED)));
    }
    containers.add(hold.container());
  }

  @Override
  public void became(Hold hold, Progress progress) throws IOException {
    List<Progress> mine;
    synchronized (this) {
      mine = since.get(hold.operation());
      mine.add(progress);
    }
    keeper.became(hold, progress);
    synchronized (this) {
      mine.subList(0, mine.lastIndexOf(progress)).clear();
    }
  }

  @Override
  public void unrecorded(Occurrence occurrence, Exception why) {
    synchronized (this) {
      unrecorded++;
    }
    keeper.unrecorded(occurrence, why);
  }

  @Override
  public void unrecorded(Hold hold, Exception why) {
    keeper.unrecorded(hold, why);
  }

  @Override
  public void end(boolean over) throws IOException {
    keeper.end(over);
  }

  @Override
  public boolean detaches() {
    return keeper.detaches();
  }

  synchronized int unrecorded() {
    return unrecorded;
  }

  /** Returns all that it was to keep of a container, whether or not it says that it has. */
  synchronized List<Hold> holds(String container) {
    return asked.stream().filter(hold -> hold.container().equals(container)).toList();
  }

  /** Returns whether it is written down that a container is held by us. */
  synchronized boolean knownOurs(String container) {
    return intended.values().stream()
        .filter(hold -> hold.container().equals(container))
        .anyMatch(hold -> since.get(hold.operation()).contains(Progress.OURS));
  }

  /** Returns what was kept and is not there any more. */
  synchronized List<String> lost(JournalContent content) {
    var lost = new ArrayList<String>();
    intended.forEach((operation, hold) -> {
      var found =
          content.holds().stream().filter(entry -> entry.hold().equals(hold)).findFirst();
      if (found.isEmpty()) {
        lost.add("the intent of " + operation);
      } else if (!since.get(operation).contains(found.get().progress())) {
        lost.add("what became of " + operation + ": " + since.get(operation) + " but "
            + found.get().progress());
      }
    });
    return lost;
  }
}
