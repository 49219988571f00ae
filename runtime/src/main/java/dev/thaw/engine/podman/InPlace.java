package dev.thaw.engine.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import dev.thaw.engine.Reply;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.JsonBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Docker's requests for checkpoints, answered by the one that Podman keeps of a container. What
 * cannot be had of it is refused, and says so. Used once.
 */
final class InPlace {
  private static final Pattern CHECKPOINTS =
      Pattern.compile("/containers/([0-9a-f]{12,64})/checkpoints(?:/([^/]+))?");
  private static final Pattern START = Pattern.compile("/containers/([0-9a-f]{12,64})/start");

  /** A container that has ended is cleaned up after some 0.1 s, and cannot be restored before. */
  private static final Duration ENDING = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofMillis(20);

  private static final int REFUSED = 400;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int FAILED = 500;
  private static final int NONE_HERE = 501;

  private final Engine engine;
  private final CheckpointNames names;
  private final long end;

  private InPlace(Engine engine, CheckpointNames names, Duration deadline) {
    this.engine = engine;
    this.names = names;
    this.end = System.nanoTime() + deadline.toNanos();
  }

  /** Returns whether a request is about a checkpoint. */
  static boolean wanted(EngineCall call) {
    return CHECKPOINTS.matcher(call.path()).matches()
        || START.matcher(call.path()).matches() && call.query().containsKey("checkpoint");
  }

  /**
   * Answers one.
   *
   * @param names nothing where there is no place to keep them
   */
  static Reply answer(
      Engine engine, Optional<CheckpointNames> names, EngineCall call, Duration deadline)
      throws EngineException {
    if (names.isEmpty()) {
      return refusal(NONE_HERE, "no place is known here for the names of Podman's checkpoints");
    }
    try {
      return new InPlace(engine, names.get(), deadline).answer(call);
    } catch (EngineException told) {
      throw told;
    } catch (IOException untold) {
      return refusal(FAILED, "the name of the checkpoint cannot be kept or read: " + untold);
    }
  }

  private Reply answer(EngineCall call) throws IOException {
    Matcher start = START.matcher(call.path());
    if (start.matches()) {
      return call.query().containsKey("checkpoint-dir")
          ? refusal(FORBIDDEN, "custom checkpointdir is not supported")
          : restore(start.group(1), call.query().get("checkpoint"));
    }
    Matcher path = CHECKPOINTS.matcher(call.path());
    if (!path.matches()) {
      throw new IllegalArgumentException("not about a checkpoint: " + call);
    }
    if (call.query().containsKey("dir")) {
      return elsewhere();
    }
    String id = path.group(1);
    return switch (call.method()) {
      case "GET" -> list(id);
      case "POST" -> take(id, JsonTree.read(call.body().getBytes(StandardCharsets.UTF_8)));
      default -> remove(id, path.group(2));
    };
  }

  private static Reply elsewhere() {
    return refusal(
        REFUSED, "Podman keeps a checkpoint with its container and nowhere else. Leave dir out.");
  }

  private Reply list(String id) throws IOException {
    String listed = names
        .of(id)
        .map(name -> "[" + JsonBody.object().put("Name", name).text() + "]")
        .orElse("[]");
    return json(200, listed);
  }

  /**
   * Takes one. The one before is overwritten bit by bit, so that it is forgotten before: where the
   * dump fails there is none.
   */
  private Reply take(String id, JsonNode body) throws IOException {
    if (!body.path("CheckpointDir").asText("").isEmpty()) {
      return elsewhere();
    }
    String name = body.path("CheckpointID").asText();
    boolean exit = body.path("Exit").asBoolean();
    if (names.of(id).filter(name::equals).isPresent()) {
      return refusal(
          FAILED, "checkpoint with name " + name + " already exists for container " + id);
    }
    String state = state(id);
    boolean paused = state.equals("paused");
    if (paused && !exit) {
      return refusal(
          CONFLICT,
          "Podman takes no checkpoint of a paused container, and to thaw one that is to stay frozen"
              + " is not asked for. Unpause it, or leave leaveRunning out.");
    }
    if (!paused && !state.equals("running")) {
      return refusal(CONFLICT, "Container " + id + " is not running");
    }
    names.forget(id);
    if (paused) {
      try (Reply thawed = engine.send(EngineCall.post("/containers/" + id + "/unpause"), left())) {
        if (!thawed.ok()) {
          return refusal(FAILED, thawed.message());
        }
      }
    }
    EngineCall dump = EngineCall.post(
        "/libpod/containers/" + id + "/checkpoint",
        new CheckpointOptions(!exit, false).query(),
        "");
    try (Reply dumped = engine.send(dump, left())) {
      if (!dumped.ok()) {
        // Freezing it again would look like somebody else's pause to whoever has frozen it.
        return refusal(
            FAILED,
            "criu failed: " + dumped.message() + (paused ? "; it is thawed, and runs" : ""));
      }
    }
    names.keep(id, name);
    return json(201, "");
  }

  private Reply restore(String id, String name) throws IOException {
    if (names.of(id).filter(name::equals).isEmpty()) {
      return refusal(FAILED, "checkpoint " + name + " does not exist for container " + id);
    }
    String state = state(id);
    if (state.equals("running") || state.equals("paused")) {
      return json(304, "");
    }
    Optional<String> problem = resume(engine, id, left());
    return problem.isEmpty() ? json(204, "") : refusal(FAILED, problem.get());
  }

  /** Restores one that has ended, or is just ending; returns why not, if it does not run then. */
  static Optional<String> resume(Engine engine, String id, Duration deadline)
      throws EngineException {
    long until = System.nanoTime() + Math.min(deadline.toNanos(), ENDING.toNanos());
    while (state(engine, id, deadline).equals("stopped") && System.nanoTime() < until) {
      LockSupport.parkNanos(SOON.toNanos());
    }
    if (state(engine, id, deadline).equals("running")) {
      return Optional.empty();
    }
    EngineCall restore = EngineCall.post(
        "/libpod/containers/" + id + "/restore", CheckpointOptions.PLAIN.query(), "");
    try (Reply restored = engine.send(restore, deadline)) {
      return restored.ok() ? Optional.empty() : Optional.of(restored.message());
    }
  }

  private Reply remove(String id, String name) throws IOException {
    if (names.of(id).filter(name::equals).isEmpty()) {
      return refusal(FAILED, "checkpoint " + name + " does not exist for container " + id);
    }
    names.forget(id);
    return json(204, "");
  }

  private String state(String id) throws EngineException {
    return state(engine, id, left());
  }

  private static String state(Engine engine, String id, Duration deadline) throws EngineException {
    EngineCall look = EngineCall.get("/containers/" + id + "/json");
    try (Reply seen = engine.send(look, deadline).answering(look)) {
      return seen.json().path("State").path("Status").asText();
    }
  }

  private Duration left() throws EngineException {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.isNegative()) {
      throw new EngineException(Fault.TIMEOUT, engine.address() + ": took too long");
    }
    return left;
  }

  static Reply refusal(int status, String message) {
    return json(status, JsonBody.object().put("message", message).text());
  }

  private static Reply json(int status, String body) {
    return Reply.of(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }
}
