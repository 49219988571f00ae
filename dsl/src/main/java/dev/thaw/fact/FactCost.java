package dev.thaw.fact;

/**
 * What must be asked of the engine to know a fact, cheapest first; each level includes those before
 * it. Times are of one warm call on a local Docker 26.1.5.
 */
public enum FactCost {
  /** One list request for all containers: some 0.02 ms a container. */
  LIST("the list of containers"),
  /** One inspection a container: 0.1 to 0.4 ms. */
  INSPECT("one inspection a container"),
  /** One one-shot statistics request a container: 1.4 to 2.3 ms. */
  STATS("one reading of statistics a container"),
  /** Two statistics readings a container, 1 to 2 s: a rate needs two samples. */
  STATS_PAIR("two readings of statistics a container, 1 to 2 s");

  private final String phrase;

  FactCost(String phrase) {
    this.phrase = phrase;
  }

  /** Returns how documentation names this cost. */
  public String phrase() {
    return phrase;
  }

  /** Returns whether what is known at this level includes {@code other}. */
  public boolean covers(FactCost other) {
    return compareTo(other) >= 0;
  }

  /** Returns the dearer of the two. */
  public FactCost max(FactCost other) {
    return covers(other) ? this : other;
  }
}
