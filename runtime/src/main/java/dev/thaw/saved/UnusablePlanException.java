package dev.thaw.saved;

/** A file that is no plan, or a plan that cannot be gone by any more. */
public final class UnusablePlanException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean stale;

  /** @param stale whether it is, or was, a plan */
  UnusablePlanException(boolean stale, String message) {
    super(message);
    this.stale = stale;
  }

  /** Returns whether it is, or was, a plan. */
  public boolean stale() {
    return stale;
  }
}
