package dev.thaw.engine.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.operation.EngineCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * Since when a container runs. Docker tells of a restored one when it was restored; Podman tells
 * when it was first started, and the other in its own API alone. One that runs and ended after it
 * was started was restored, or had a checkpoint taken: only of such a one is that asked.
 */
final class Lives {
  private Lives() {}

  /** Returns an inspection with the moment in it that Docker would tell. */
  static Reply told(Engine engine, EngineCall call, Reply reply, Duration left)
      throws EngineException {
    if (!reply.ok()) {
      return reply;
    }
    JsonNode inspection = reply.json();
    JsonNode state = inspection.path("State");
    Instant started = moment(state, "StartedAt");
    if (state.path("Running").asBoolean() && moment(state, "FinishedAt").isAfter(started)) {
      EngineCall own = EngineCall.get("/libpod" + call.path());
      try (Reply seen = engine.send(own, left)) {
        JsonNode restored =
            seen.ok() ? seen.json().path("State") : inspection.path("none of its own");
        if (moment(restored, "RestoredAt").isAfter(started) && state instanceof ObjectNode edited) {
          edited.put("StartedAt", restored.path("RestoredAt").asText());
        }
      }
    }
    return Reply.of(
        reply.status(), "application/json", inspection.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Podman's moments are in Go's form, with the offset of its host. */
  private static Instant moment(JsonNode state, String field) {
    try {
      return OffsetDateTime.parse(state.path(field).asText("")).toInstant();
    } catch (DateTimeParseException none) {
      return Instant.MIN;
    }
  }
}
