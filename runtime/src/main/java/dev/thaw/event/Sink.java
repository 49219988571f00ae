package dev.thaw.event;

import java.io.IOException;

/** Somebody who wants to know what happens. Called by many threads at once. */
public interface Sink {

  /**
   * Takes note of an event; when this returns, it has been noted as durably as the sink promises.
   *
   * @throws IOException if it could not be noted
   */
  void accept(Occurrence occurrence) throws IOException;
}
