package dev.thaw.prove;

/**
 * How much work a proof may still take, counted in steps of the search: unlike time, that is the
 * same on each machine.
 */
final class Allowance {
  private final long all;
  private long left;

  Allowance(long all) {
    this.all = all;
    this.left = all;
  }

  /**
   * Takes from it, best before the work is done.
   *
   * @throws Spent if there was less left
   */
  void take(long work) {
    left -= work;
    if (left < 0) {
      throw new Spent();
    }
  }

  /** Returns what was taken so far; of what went beyond it, nothing was done. */
  long taken() {
    return all - Math.max(left, 0);
  }

  /** Ends a proof that takes too much, wherever in it that shows. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Spent() {
      super("too much work", null, false, false);
    }
  }
}
