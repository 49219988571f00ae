package dev.thaw.crash;

/** Thrown at whatever a process would still have done after it was killed. */
final class Died extends Error {
  private static final long serialVersionUID = 1L;

  Died() {
    super("killed", null, false, false);
  }
}
