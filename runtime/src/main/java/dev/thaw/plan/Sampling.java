package dev.thaw.plan;

import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Selector;
import java.util.List;

/** Decides which containers are taken where any of those that match will do. */
@FunctionalInterface
public interface Sampling {
  /** Leaves it open: all of them are named, and only a run takes some. */
  Sampling OPEN = (step, selector, candidates) -> candidates;

  /**
   * Returns those that are taken.
   *
   * @param step the step's identifier
   * @param candidates all that match, in order
   */
  List<Snapshot> taken(String step, Selector selector, List<Snapshot> candidates);
}
