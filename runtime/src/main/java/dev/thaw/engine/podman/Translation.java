package dev.thaw.engine.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts Podman's answers into Docker's words. What is known to differ stands in docs/podman.md; here
 * is what Thaw would otherwise get wrong. The engine's own messages stay as they are.
 */
final class Translation {
  private static final String LIST = "/containers/json";
  private static final Pattern STATUS_FILTER =
      Pattern.compile("\"status\":\\[[^\\]]*\\],?|,\"status\":\\[[^\\]]*\\]");

  private static final Pattern INSPECTION = Pattern.compile("/containers/[0-9a-f]+/json");

  /**
   * States that Docker does not know. A container is stopped until Podman has cleaned up after it,
   * and exited then: some 0.1 s, as told by list and inspection (measured on 5.4.2).
   */
  private static final Map<String, String> STATES = Map.of(
      "configured",
      "created",
      "initialized",
      "created",
      "stopping",
      "running",
      "stopped",
      "exited");

  private static final int REFUSED = 400;
  private static final int CONFLICT = 409;
  private static final int FAILED = 500;

  private Translation() {}

  /**
   * Returns the request as Podman wants it. Its filter by state misses containers that are just
   * ending, which an inspection calls exited; and whoever filters judges again anyway. Of a moment
   * up to which events are wanted it sees the whole second alone, so that it would leave out the
   * last ones.
   */
  static EngineCall call(EngineCall call) {
    if (Backlog.wanted(call)) {
      return Backlog.whole(call);
    }
    String filters = call.query().get("filters");
    if (!call.path().equals(LIST) || filters == null || !filters.contains("\"status\"")) {
      return call;
    }
    var query = new TreeMap<>(call.query());
    Matcher status = STATUS_FILTER.matcher(filters);
    query.put("filters", status.replaceAll("").replace(",}", "}"));
    query.put("all", "true");
    return EngineCall.get(LIST, query);
  }

  /** Returns whether a request looks at one container. */
  static boolean inspects(EngineCall call) {
    return INSPECTION.matcher(call.path()).matches();
  }

  /** Returns the reply as Docker would have given it. */
  static Reply reply(EngineCall call, Reply reply) throws EngineException {
    if (reply.status() == FAILED) {
      return refusal(call, reply);
    }
    if (!reply.ok()) {
      return reply;
    }
    if (call.path().equals("/info")) {
      try (reply) {
        return json(reply.status(), Identity.told(reply.bytes()));
      }
    }
    if (call.path().equals(LIST)) {
      return states(reply, "State");
    }
    if (inspects(call)) {
      return states(reply, "Status");
    }
    return Backlog.wanted(call) ? Backlog.last(reply) : reply;
  }

  /** In both a list's entries and an inspection's State the field lies two deep. */
  private static Reply states(Reply reply, String field) throws EngineException {
    try (reply) {
      byte[] told =
          JsonEdit.texts(reply.bytes(), 2, field, state -> STATES.getOrDefault(state, state));
      return json(reply.status(), told);
    }
  }

  /**
   * Podman has one status for all that it will not do. Where Docker says that a container is in no
   * state for it, or that it was asked for nonsense, it matters: such requests did nothing.
   */
  private static Reply refusal(EngineCall call, Reply reply) throws EngineException {
    try (reply) {
      byte[] body = reply.bytes();
      String cause = cause(body);
      if (cause.startsWith("invalid signal")) {
        return json(REFUSED, body);
      }
      boolean improper = cause.equals("container state improper");
      // Docker's own answer to unpausing what is not paused is 500.
      boolean conflict = improper && call.mutates() && !call.path().endsWith("/unpause");
      return json(conflict ? CONFLICT : FAILED, body);
    }
  }

  private static String cause(byte[] body) {
    try {
      JsonNode cause = JsonTree.read(body).path("cause");
      return cause.asText("");
    } catch (IOException notJson) {
      return "";
    }
  }

  private static Reply json(int status, byte[] body) {
    return Reply.of(status, "application/json", body);
  }
}
