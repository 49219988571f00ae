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
  private boolean partly;

  void add(Attempt attempt) {
    last = attempt;
    tries++;
    left |= attempt.left();
    lost |= attempt instanceof Attempt.Lost;
    doubt |= attempt.inDoubt();
  }

  /** Notes that some of what the last try was to do is done. */
  void addPart() {
    partly = true;
    left = true;
  }

  /** Returns whether some of it was done, whatever became of the rest. */
  boolean partly() {
    return partly;
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
    return doubt || partly || last instanceof Attempt.Accepted;
  }
}
