package dev.thaw.event;

/** A sink that a run must not go on without has failed. */
public final class SinkFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;

  /** Makes the failure of the audit log. */
  public SinkFailure(Exception cause) {
    this("the audit log", cause);
  }

  /** @param what has failed, as messages call it: {@code the audit log} */
  public SinkFailure(String what, Exception cause) {
    super(cause.getMessage(), cause);
    this.what = what;
  }

  /** Returns what has failed. */
  public String what() {
    return what;
  }
}
