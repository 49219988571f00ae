package dev.thaw.execute;

import dev.thaw.graph.Pace.Rollout;
import java.util.ArrayList;
import java.util.List;

/** Parts the targets of a step as its rollout says. */
final class Batches {
  private Batches() {}

  /** Returns them batch by batch, none of which is empty. */
  static <T> List<List<T>> of(List<T> targets, Rollout rollout) {
    int size = rollout.batch().ofAtLeastOne(targets.size());
    int next = rollout.canary().map(first -> first.ofAtLeastOne(targets.size())).orElse(size);
    var batches = new ArrayList<List<T>>();
    for (int from = 0; from < targets.size(); next = size) {
      int to = Math.min(from + next, targets.size());
      batches.add(targets.subList(from, to));
      from = to;
    }
    return batches;
  }
}
