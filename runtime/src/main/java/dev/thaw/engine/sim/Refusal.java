package dev.thaw.engine.sim;

/** The daemon's own error: a status and its words for it. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refusal noSuchContainer(String reference) {
    return new Refusal(404, "No such container: " + reference);
  }

  static Refusal conflict(String message) {
    return new Refusal(409, message);
  }

  /** Returns the status for what is so already; it comes without a body. */
  static Refusal notModified() {
    return new Refusal(304, "");
  }

  /** Returns this with words before its own, as the daemon wraps errors. */
  Refusal within(String context) {
    return new Refusal(status, context + ": " + getMessage());
  }

  int status() {
    return status;
  }
}
