package dev.thaw.host;

import java.io.IOException;

/** An archive did not come whole, or is none. Nothing of it was kept; it may be asked for again. */
public final class TornArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  TornArchiveException(String message, Throwable cause) {
    super(message, cause);
  }

  TornArchiveException(String message) {
    super(message);
  }
}
