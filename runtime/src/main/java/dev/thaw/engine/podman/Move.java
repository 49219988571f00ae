package dev.thaw.engine.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import dev.thaw.engine.Reply;
import dev.thaw.engine.podman.LibpodCheckpoints.Arrival;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Moves a container from one Podman to another: ended here with its state exported, made there of
 * it. Where it does not arrive, what is there of it is removed, and it goes on here. At no time is
 * it told to run in both places. Used once.
 */
final class Move {
  /** What the state that is left here is called meanwhile: who finds it ended can restore that. */
  private static final String MEANWHILE = "migration";

  private static final Duration UNDOING = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int FAILED = 500;

  private final Engine here;
  private final Engine there;
  private final JsonNode outlook;
  private final CheckpointNames names;
  private final String id;

  /** @param outlook what {@link Migration} has found out, with no objection in it */
  Move(Engine here, Engine there, JsonNode outlook, CheckpointNames names) {
    this.here = here;
    this.there = there;
    this.outlook = outlook;
    this.names = names;
    this.id = outlook.path("id").asText();
  }

  Reply carryOut(Map<String, String> query, Duration deadline) throws EngineException {
    var proof = new LogProof(here, there, id, outlook.path("tty").asBoolean());
    boolean verify = "true".equals(query.get("verify"));
    if (verify && proof.last().isEmpty()) {
      return InPlace.refusal(CONFLICT, "it has written nothing yet: its log would prove nothing");
    }
    try {
      ImageTransfer.copy(here, there, outlook.path("image").asText(), deadline);
      names.keep(id, MEANWHILE);
      String arrived = LibpodCheckpoints.transfer(
          new LibpodCheckpoints(here),
          id,
          new LibpodCheckpoints(there),
          new Arrival(outlook.path("name").asText(), false),
          CheckpointOptions.PLAIN,
          deadline);
      Optional<String> problem =
          arrived.equals(id) ? Optional.empty() : Optional.of("it became another container");
      if (problem.isEmpty() && verify) {
        problem = proof.missing();
      }
      return problem.isEmpty()
          ? done("false".equals(query.get("keep")))
          : back(there.address() + ": " + problem.get());
    } catch (IOException failed) {
      return back(failed.getMessage());
    }
  }

  private Reply done(boolean remove) throws EngineException {
    forget();
    if (!remove) {
      return Reply.of(204, "application/json", new byte[0]);
    }
    Optional<String> stays = removed(here);
    return stays.isEmpty()
        ? Reply.of(204, "application/json", new byte[0])
        : InPlace.refusal(FAILED, "it runs there now, and here it was not removed: " + stays.get());
  }

  /** What was sent and not answered may have been done: only once it is gone there it may go on. */
  private Reply back(String why) throws EngineException {
    Optional<String> left;
    try {
      left = removed(there);
    } catch (EngineException unreadable) {
      throw new EngineException(
          Fault.LOST,
          why + "; and whether it runs on " + there.address() + " is not known: "
              + unreadable.getMessage() + ". Where it does not, restore '" + MEANWHILE + "' here",
          unreadable);
    }
    if (left.isPresent()) {
      return InPlace.refusal(
          FAILED,
          why + "; and there it was not removed: " + left.get() + ". Once it is, restore '"
              + MEANWHILE + "' here");
    }
    var told = new StringBuilder(why);
    if (!outlook.path("imageThere").asBoolean()) {
      EngineCall image = new EngineCall(
          "DELETE", "/images/" + outlook.path("image").asText(), new TreeMap<>(), "");
      try (Reply reply = there.send(image, UNDOING)) {
        told.append(reply.ok() || reply.status() == NOT_FOUND ? "" : "; the image stays there");
      } catch (EngineException unreadable) {
        told.append("; the image may stay there");
      }
    }
    Optional<String> ended = InPlace.resume(here, id, UNDOING);
    if (ended.isEmpty()) {
      forget();
    }
    return InPlace.refusal(
        FAILED,
        told
            + ended
                .map(problem -> "; and here it was not restored: " + problem)
                .orElse("; nothing is left there, and it goes on here"));
  }

  /** Returns why a container is still there, if it is. */
  private Optional<String> removed(Engine engine) throws EngineException {
    EngineCall removal =
        new EngineCall("DELETE", "/containers/" + id, new TreeMap<>(Map.of("force", "true")), "");
    try (Reply reply = engine.send(removal, UNDOING)) {
      return reply.ok() || reply.status() == NOT_FOUND
          ? Optional.empty()
          : Optional.of(reply.message());
    }
  }

  private void forget() throws EngineException {
    try {
      names.forget(id);
    } catch (IOException unwritable) {
      throw new EngineException(
          Fault.LOST, "the name of its checkpoint cannot be forgotten: " + unwritable, unwritable);
    }
  }
}
