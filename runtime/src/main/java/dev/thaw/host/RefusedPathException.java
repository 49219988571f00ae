package dev.thaw.host;

import java.io.IOException;

/** What was asked for is not done: it would leave the directory, or harm what is there. */
public final class RefusedPathException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedPathException(String message) {
    super(message);
  }
}
