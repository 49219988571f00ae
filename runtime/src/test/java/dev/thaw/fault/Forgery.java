package dev.thaw.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.thaw.fault.Wire.Framing;
import dev.thaw.fault.Wire.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The replies that clients get instead of true ones. */
final class Forgery {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAGE = "<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>";

  private Forgery() {}

  /**
   * Returns what the client is to be told, nothing for no reply at all.
   *
   * @param truth what the engine answered, if it was asked
   */
  static Optional<Message> reply(Fate fate, String target, Optional<Message> truth) {
    return switch (fate.fault()) {
      case NONE,
          LATE,
          DRIP,
          DRIP_WITHOUT_END,
          TRUNCATED,
          TRUNCATED_SHORT,
          RESET_IN_HEAD,
          RESET_IN_BODY -> truth;
      case SOCKET_GONE,
          NOBODY_LISTENS,
          RESET_BEFORE,
          RESET_AFTER,
          RESET_MEANWHILE,
          SILENT_BEFORE,
          SILENT_AFTER -> Optional.empty();
      case STATUS_500 -> said(500, "containerd is not there");
      case STATUS_500_AFTER -> said(500, "the connection was lost");
      case STATUS_504_MEANWHILE -> page(504);
      case STATUS_409 -> said(409, "Container is in the middle of something");
      case RACE_ALREADY -> said(409, "Container x is already paused");
      case RACE_NOT_PAUSED -> said(500, "Container x is not paused");
      case RACE_RESUME -> said(500, "Cannot unpause container x: cannot resume a running process");
      case STATUS_503 -> Optional.of(Wire.forged(503, "text/plain", "busy", "Retry-After: 2"));
      case STATUS_503_LONG ->
        Optional.of(Wire.forged(503, "text/plain", "busy", "Retry-After: 100000"));
      case STATUS_429 -> Optional.of(Wire.forged(429, "text/plain", "slow down"));
      case HTML_200 -> page(200);
      case HTML_403 -> page(403);
      case HTML_502 -> page(502);
      case JSON_WRONG ->
        truth.map(
            reply -> replaced(
                reply,
                fate.one(
                    "{\"Id\":5,\"State\":\"running\",\"Config\":[],\"Labels\":7,\"ExitCode\":\"0\",\"ID\":[]}",
                    "[[1],null,\"x\"]",
                    "\"paused\"",
                    "{\"State\":{\"Status\":[\"running\"]},\"Config\":{\"Labels\":[\"a\"]},\"Id\":{}}")));
      case JSON_EMPTY -> truth.map(reply -> replaced(reply, ""));
      case JSON_NULL -> truth.map(reply -> replaced(reply, "null"));
      case JSON_HOLLOW -> truth.map(reply -> hollow(reply, fate, target));
    };
  }

  private static Optional<Message> said(int status, String words) {
    return Optional.of(
        Wire.forged(status, "application/json", "{\"message\":\"" + words + "\"}\n"));
  }

  private static Optional<Message> page(int status) {
    return Optional.of(Wire.forged(status, "text/html; charset=utf-8", PAGE));
  }

  /** Where there is no body, none is made up: the status alone is the answer. */
  private static Message replaced(Message reply, String body) {
    return reply.framing() == Framing.NONE
        ? reply
        : reply.with(reply.first(), reply.framing(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** A reply that is well-formed and does not tell what matters. */
  private static Message hollow(Message reply, Fate fate, String target) {
    try {
      JsonNode json = JSON.readTree(reply.body());
      if (!(json instanceof ObjectNode object)) {
        return replaced(reply, "[null]");
      }
      if (object.path("State") instanceof ObjectNode state) {
        switch (Math.floorMod(fate.salt(), 5)) {
          case 0 -> state.removeAll();
          case 1 -> state.put("Status", "thinking");
          case 2 -> state.remove("Status");
          case 3 -> state.remove("StartedAt");
          default -> object.put("Id", "0".repeat(64));
        }
      } else if (target.startsWith("/exec/")) {
        object.remove("ExitCode");
      } else {
        object.removeAll();
      }
      return replaced(reply, object.toString());
    } catch (IOException noJson) {
      return replaced(reply, "{}");
    }
  }
}
