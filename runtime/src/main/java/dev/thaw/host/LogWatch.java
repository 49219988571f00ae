package dev.thaw.host;

import java.io.Closeable;
import java.util.Optional;

/** Waits for a log that may not last, until it is closed. */
public interface LogWatch extends Closeable {
  /** Waits for none. */
  LogWatch NONE = new LogWatch() {
    @Override
    public Optional<String> end() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  };

  /** Returns the end of the log as it is now, if there was one. */
  Optional<String> end();

  @Override
  void close();
}
