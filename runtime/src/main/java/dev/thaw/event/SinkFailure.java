package dev.thaw.event;

/** A sink that a run must not go on without has failed. */
public final class SinkFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SinkFailure(Exception cause) {
    super(cause.getMessage(), cause);
  }
}
