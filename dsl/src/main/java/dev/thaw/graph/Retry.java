package dev.thaw.graph;

import java.time.Duration;
import java.util.Optional;

/**
 * How often an operation is tried again on one target after a failure that may pass.
 *
 * @param times how often after the first time, from 0
 * @param backoff the waits between tries, if the script says
 */
public record Retry(int times, Optional<Backoff> backoff) {

  /** How often where the script only says how long to wait between. */
  public static final int USUAL = 3;

  /**
   * Waits that double from try to try, with jitter.
   *
   * @param first the first wait
   * @param longest the longest one
   */
  public record Backoff(Duration first, Duration longest) {}
}
