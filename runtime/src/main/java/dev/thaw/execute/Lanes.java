package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Bounds how many targets of one step are under way at once, beside what the workers bound. */
final class Lanes {
  private final Workers workers;
  private final int count;

  /** @param count how many at once, or 0 to leave it to the workers */
  Lanes(Workers workers, int count) {
    this.workers = workers;
    this.count = count;
  }

  /**
   * Does the work for every item and waits for all.
   *
   * @return the results, in any order
   * @throws EngineException the work's first failure, when all are done
   */
  <T, R> List<R> map(List<T> items, Workers.Work<T, R> work) throws EngineException {
    if (count == 0 || count >= items.size()) {
      return workers.map(items, work);
    }
    var next = new AtomicInteger();
    List<Integer> lanes = IntStream.range(0, count).boxed().toList();
    return workers.map(lanes, lane -> along(items, next, work)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private static <T, R> List<R> along(List<T> items, AtomicInteger next, Workers.Work<T, R> work)
      throws EngineException {
    var results = new ArrayList<R>();
    for (int index = next.getAndIncrement(); index < items.size(); index = next.getAndIncrement()) {
      results.add(work.apply(items.get(index)));
    }
    return results;
  }
}
