package dev.thaw.await;

import dev.thaw.engine.EngineException;
import java.time.Duration;

/** Judges one container for one wait, look by look. Used by one thread. */
public interface Waiter {
  /** How long at most until the next look where nothing is told in between. */
  Duration NOW_AND_THEN = Duration.ofMillis(1500);

  /**
   * Judges what a look shows.
   *
   * @throws EngineException if the engine cannot be asked for the rest
   */
  Standing judge(View view) throws EngineException;

  /** Judges that there is no such container any more. */
  default Standing gone(Lookout lookout) {
    return Standing.failed("the container is gone");
  }

  /** Returns how long at most until the next look. */
  default Duration again() {
    return NOW_AND_THEN;
  }
}
