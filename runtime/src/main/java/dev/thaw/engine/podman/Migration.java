package dev.thaw.engine.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.thaw.engine.Answers;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.operation.EngineCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two requests that no engine knows, answered by two of them: {@code GET
 * /containers/ID/migration?to=} tells what stands against moving a container to another Podman, and
 * what would be done; {@code POST} moves it.
 */
final class Migration {
  private static final Pattern PATH = Pattern.compile("/containers/([0-9a-f]{64})/migration");
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int NONE_HERE = 501;

  private final Engine here;
  private final Engine there;
  private final String id;
  private final long end;

  private Migration(Engine here, Engine there, String id, Duration deadline) {
    this.here = here;
    this.there = there;
    this.id = id;
    this.end = System.nanoTime() + deadline.toNanos();
  }

  static boolean wanted(EngineCall call) {
    return PATH.matcher(call.path()).matches();
  }

  /** Answers one of both. */
  static Reply answer(
      Engine here, Optional<Facilities> facilities, EngineCall call, Duration deadline)
      throws EngineException {
    Matcher path = PATH.matcher(call.path());
    if (facilities.isEmpty() || !path.matches()) {
      return InPlace.refusal(NONE_HERE, "no other engines are known here");
    }
    String to = call.query().get("to");
    Engine found;
    try {
      found = PodmanEngine.demanded(facilities.get().neighbours().find(to));
    } catch (EngineException unusable) {
      return objected(call, unusable.getMessage());
    }
    try (Engine there = found) {
      var migration = new Migration(here, there, path.group(1), deadline);
      ObjectNode outlook;
      try {
        outlook = migration.outlook();
      } catch (EngineException unusable) {
        return objected(call, unusable.getMessage());
      }
      if (!call.mutates()) {
        return json(200, outlook);
      }
      String objection = outlook.path("objection").asText();
      if (objection.isEmpty()
          && !outlook.path("engine").asText().equals(call.query().get("engine"))) {
        objection = to + ": is another engine than it was.";
      }
      return objection.isEmpty()
          ? new Move(here, there, outlook, new CheckpointNames(facilities.get().names()))
              .carryOut(call.query(), migration.left())
          : InPlace.refusal(CONFLICT, objection);
    }
  }

  /** What the other engine does not answer says nothing of this one, which is not at fault. */
  private static Reply objected(EngineCall call, String why) {
    return call.mutates()
        ? InPlace.refusal(CONFLICT, "nothing was moved: " + why)
        : json(200, object().put("objection", why));
  }

  /** What is the case on both sides; changes nothing. */
  private ObjectNode outlook() throws EngineException {
    EngineCall info = EngineCall.get("/info");
    JsonNode mine =
        Translation.reply(info, here.send(info, left())).answering(info).json();
    JsonNode other = Answers.to(there, EngineCall.get("/info"), left());
    JsonNode container = Answers.to(here, EngineCall.get("/containers/" + id + "/json"), left());
    String name = container.path("Name").asText().replaceFirst("^/", "");
    String image = container.path("Image").asText();
    ObjectNode outlook = object()
        .put("id", id)
        .put("name", name)
        .put("image", image)
        .put("engine", other.path("ID").asText())
        .put("from", here.address())
        .put("to", there.address())
        .put("tty", container.path("Config").path("Tty").asBoolean())
        .put("imageThere", ImageTransfer.has(there, image, left()));
    Optional<JsonNode> namesake = container(name);
    boolean arrived = namesake
            .filter(seen -> seen.path("Id").asText().equals(id))
            .filter(seen -> seen.path("State").path("Status").asText().equals("running"))
            .isPresent()
        && !container.path("State").path("Running").asBoolean();
    return outlook
        .put("arrived", arrived)
        .put("objection", objection(mine, other, name, namesake.isPresent()));
  }

  private String objection(JsonNode mine, JsonNode other, String name, boolean taken)
      throws EngineException {
    if (mine.path("ID").equals(other.path("ID"))) {
      return there.address() + ": is the same engine.";
    }
    String root = mine.path("DockerRootDir").asText();
    if (!root.equals(other.path("DockerRootDir").asText())) {
      return there.address() + ": keeps its containers in "
          + other.path("DockerRootDir").asText() + ", not in " + root
          + ", and an exported checkpoint holds its paths. Let both use the same folder.";
    }
    if (taken) {
      return there.address() + ": there is a container " + name + " already.";
    }
    return container(id).isPresent()
        ? there.address() + ": there is a container of that identifier already."
        : "";
  }

  private Optional<JsonNode> container(String nameOrId) throws EngineException {
    EngineCall look = EngineCall.get("/libpod/containers/" + nameOrId + "/json");
    try (Reply reply = there.send(look, left())) {
      return reply.status() == NOT_FOUND
          ? Optional.empty()
          : Optional.of(reply.answering(look).json());
    }
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static Reply json(int status, JsonNode body) {
    return Reply.of(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
