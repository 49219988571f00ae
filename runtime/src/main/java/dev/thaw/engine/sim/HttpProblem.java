package dev.thaw.engine.sim;

import java.io.IOException;

/** What a client sent is not a request that can be answered; the connection ends with it. */
final class HttpProblem extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  HttpProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
