package dev.thaw.guard;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody outside of the run who takes back what it holds if it cannot itself. */
public interface Guardian {

  /** Nobody: what a dead run holds stays until somebody recovers it. */
  Guardian NONE = new Guardian() {
    @Override
    public void begin(Path journal) {}

    @Override
    public void awaitReady() {}

    @Override
    public void dismiss() {}
  };

  /** Begins to watch; returns at once. */
  void begin(Path journal) throws IOException;

  /**
   * Returns when it watches.
   *
   * @throws IOException if it does not
   */
  void awaitReady() throws IOException;

  /** Tells it that the run is over; the journal says whether there is anything left to do. */
  void dismiss();
}
