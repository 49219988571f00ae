package dev.thaw.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One operation that is to be taken back: on which container, and under which condition.
 *
 * <p>It may be taken back only while the container is the same one, with the same start, and in the
 * state that the operation brings about.
 *
 * @param operation its identifier in the run
 * @param container the container's full identifier
 * @param name the container's name
 * @param image the container's image
 * @param started when the container's process started: another one is not what was held
 * @param before the state in which it was found, as the engine's word for it
 * @param verb the operation that takes it back
 * @param calls the requests that this is expected to send, for those who read the journal
 * @param at when it was about to be done, by the engine's clock
 * @param within how long after that its request may be under way: what the engine does later is not
 *     its doing
 * @param deadline when it is to be taken back at the latest, by this machine's clock, if it says so
 */
public record Hold(
    String operation,
    String container,
    String name,
    String image,
    Instant started,
    String before,
    String verb,
    List<String> calls,
    Instant at,
    Duration within,
    Optional<Instant> deadline) {

  public Hold {
    calls = List.copyOf(calls);
  }
}
