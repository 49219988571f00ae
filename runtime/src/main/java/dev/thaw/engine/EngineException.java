package dev.thaw.engine;

import java.io.IOException;

/** An engine gave no usable reply. */
public final class EngineException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong; it decides what may be done next. */
  public enum Fault {
    /** Nobody listens at the address. Nothing was sent. */
    UNREACHABLE(false),
    /** The operating system refused the connection. Nothing was sent. */
    DENIED(false),
    /** Both sides share no API version, or the address is not understood. Nothing was sent. */
    UNSUPPORTED(false),
    /** It failed too often just now and is left alone for a while. Nothing was sent. */
    SHUNNED(false),
    /** The connection ended after the request was sent, before the reply was whole. */
    LOST(true),
    /** The deadline passed after the request was sent. */
    TIMEOUT(true),
    /** The engine answered a question with a failure. */
    REFUSED(true),
    /** The reply came, and makes no sense: not HTTP, not JSON, of another shape, or too large. */
    INVALID(true);

    private final boolean sent;

    Fault(boolean sent) {
      this.sent = sent;
    }
  }

  private final Fault fault;

  public EngineException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public EngineException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  /** Returns what went wrong. */
  public Fault fault() {
    return fault;
  }

  /** Returns whether the engine may have got the request, and acted on it. */
  public boolean sent() {
    return fault.sent;
  }
}
