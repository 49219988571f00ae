package dev.thaw.fact;

import java.time.Instant;
import java.util.Optional;

/**
 * When and where a container was looked at.
 *
 * @param at the moment, as the one who looked took it
 * @param host the engine's machine, {@link Host#UNKNOWN} if nobody asked for it
 */
public record Circumstances(Optional<Instant> at, Host host) {

  /** No moment, and a machine that has not been asked. */
  public static final Circumstances UNKNOWN = new Circumstances(Optional.empty(), Host.UNKNOWN);

  /** Returns a moment's, without the machine's. */
  public static Circumstances at(Instant moment) {
    return new Circumstances(Optional.of(moment), Host.UNKNOWN);
  }
}
