package dev.thaw.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.EventHistory;
import dev.thaw.operation.EngineCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that the engine tells of a container as it happens.
 *
 * @param at when, by the engine's clock
 * @param nanos the same as the engine writes it, in nanoseconds
 * @param action the engine's word for it
 * @param exitCode with what its process ended, if that is it
 */
record Happening(
    Instant at, long nanos, String action, String container, Optional<Integer> exitCode) {
  /** What may change what is waited for; a healthcheck's own commands would drown it. */
  private static final List<String> ACTIONS = List.of(
      "checkpoint",
      "destroy",
      "die",
      "health_status",
      "oom",
      "pause",
      "restart",
      "start",
      "stop",
      "unpause");

  /** Returns the request for these events from a moment on, and for all that will come. */
  static EngineCall from(long nanos) {
    String actions = String.join("\",\"", ACTIONS);
    return EngineCall.get(
        "/events",
        Map.of(
            "since",
            nanos == 0 ? "0" : EventHistory.seconds(Instant.ofEpochSecond(0, nanos)),
            "filters",
            "{\"event\":[\"" + actions + "\"],\"type\":[\"container\"]}"));
  }

  /**
   * Reads one; nothing if it is none of a container's. What no engine would write counts as none.
   */
  static Optional<Happening> read(JsonNode event) {
    String id = event.path("Actor").path("ID").asText("");
    JsonNode nanos = event.path("timeNano");
    if (!event.path("Type").asText("").equals("container")
        || !EngineCall.isIdentifier(id)
        || !nanos.canConvertToLong()) {
      return Optional.empty();
    }
    String code = event.path("Actor").path("Attributes").path("exitCode").asText("");
    String action = event.path("Action").asText("");
    return Optional.of(new Happening(
        Instant.ofEpochSecond(0, nanos.longValue()),
        nanos.longValue(),
        action,
        id,
        action.equals("die") && code.matches("[0-9]{1,9}")
            ? Optional.of(Integer.valueOf(code))
            : Optional.empty()));
  }

  /** Returns whether its processes run from then on. */
  boolean resumes() {
    return action.equals("unpause") || action.equals("start");
  }
}
