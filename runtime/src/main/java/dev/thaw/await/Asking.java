package dev.thaw.await;

import dev.thaw.engine.EngineException;
import java.time.Duration;

/** Asks once, what a probe says. */
@FunctionalInterface
public interface Asking {

  /**
   * Asks.
   *
   * @param timeout how long that may take
   * @return why it did not pass; empty if it did
   * @throws Impossible if it can never be asked
   * @throws EngineException if the engine cannot be asked
   */
  String ask(View view, Duration timeout) throws Impossible, EngineException;

  /** Thrown where no further try can have another result. */
  final class Impossible extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param why in words that go on from the probe's name */
    public Impossible(String why) {
      super(why);
    }
  }
}
