package dev.thaw.execute;

/**
 * What was tried for one operation so far. An outcome follows from all of it: a request whose reply
 * was lost stays in doubt whatever the next one brought. Used by one thread.
 */
final class History {
  private Attempt last = new Attempt.NotSent("not begun", true);
  private int tries;
  private boolean left;
  private boolean lost;
  private boolean doubt;

  void add(Attempt attempt) {
    last = attempt;
    tries++;
    left |= attempt.left();
    lost |= attempt instanceof Attempt.Lost;
    doubt |= attempt.inDoubt();
  }

  /** Returns the last try. */
  Attempt last() {
    return last;
  }

  /** Returns how often it was tried. */
  int tries() {
    return tries;
  }

  /** Returns whether any request left. */
  boolean left() {
    return left;
  }

  /** Returns whether any reply was lost. */
  boolean lost() {
    return lost;
  }

  /** Returns whether what is there now may be our doing. */
  boolean maybeOurs() {
    return doubt || last instanceof Attempt.Accepted;
  }
}
