package dev.thaw.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.thaw.engine.EngineEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that was read of a container, before anybody makes sense of it.
 *
 * @param inspection the reply to {@code GET /containers/{id}/json}
 * @param stats the reply to {@code GET /containers/{id}/stats}, one sample; missing if not read
 * @param log its last lines
 * @param events what the engine remembers of it, in order
 * @param now the present moment by the engine's clock
 * @param missing what could not be read, and why
 */
record Evidence(
    JsonNode inspection,
    JsonNode stats,
    List<String> log,
    List<EngineEvent> events,
    Instant now,
    List<String> missing) {
  Evidence {
    log = List.copyOf(log);
    events = List.copyOf(events);
    missing = List.copyOf(missing);
  }

  /** Nothing but an inspection. */
  static Evidence of(JsonNode inspection, Instant now) {
    return new Evidence(
        inspection, MissingNode.getInstance(), List.of(), List.of(), now, List.of());
  }

  /** Returns the moment of the last event of that kind, if the engine remembers one. */
  Optional<Instant> last(String action) {
    return events.stream()
        .filter(event -> event.action().equals(action))
        .reduce((earlier, later) -> later)
        .map(EngineEvent::at);
  }

  /** Returns how often that is remembered. */
  long count(String action) {
    return events.stream().filter(event -> event.action().equals(action)).count();
  }
}
