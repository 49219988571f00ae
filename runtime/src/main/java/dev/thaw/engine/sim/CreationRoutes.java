package dev.thaw.engine.sim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.Inspection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The requests that make containers and alter what they were made with. */
record CreationRoutes(Containers containers) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/containers/create", this::create),
        Route.of("POST", "/containers/{id}/update", this::update));
  }

  private Answer create(SimRequest request) {
    JsonNode body = request.body();
    if (!body.isObject()) {
      throw new Refusal(400, "invalid JSON: got EOF while reading request body");
    }
    JsonNode host = body.path("HostConfig");
    String image = body.path("Image").asText();
    if (image.isEmpty()) {
      throw new Refusal(400, "no command specified");
    }
    requirePolicy(host.path("RestartPolicy"));
    if (host.path("AutoRemove").asBoolean() && policy(host).isPresent()) {
      throw new Refusal(400, "can't create 'AutoRemove' container with restart policy");
    }
    String name = request.text("name").map(CreationRoutes::plain).orElseGet(containers::freeName);
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(
          400, "Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
    }
    List<ContainerSpec> alike = containers.specsOf(image);
    if (alike.isEmpty()) {
      boolean tagged = image.substring(image.lastIndexOf('/') + 1).contains(":");
      throw new Refusal(404, "No such image: " + image + (tagged ? "" : ":latest"));
    }
    containers.byName(name).ifPresent(other -> {
      throw Refusal.conflict("Conflict. The container name \"/" + name
          + "\" is already in use by container \"" + other.id()
          + "\". You have to remove (or rename) that container to be able to reuse that name.");
    });
    Instant now = request.now();
    ContainerSpec spec = new CreationBody(body).spec(name, alike);
    SimContainer made = containers.create(spec, now);
    made.tell(now, "create", Map.of());
    return Answer.json(201, new JsonObject().put("Id", made.id()).put("Warnings", List.of()));
  }

  /** The restart policy is all that can be altered. */
  private Answer update(SimRequest request) {
    SimContainer container = containers.find(request.reference(), request.now());
    JsonNode body = request.body();
    requirePolicy(body.path("RestartPolicy"));
    Optional<String> policy = Optional.of(
            body.path("RestartPolicy").path("Name").asText())
        .filter(name -> !name.isEmpty());
    if (container.spec().autoRemove() && policy.isPresent()) {
      throw Refusal.conflict("Cannot update container " + container.id()
          + ": Restart policy cannot be updated because AutoRemove is enabled for the container");
    }
    policy.ifPresent(container.comeback()::setPolicy);
    container.tell(request.now(), "update", Map.of());
    return Answer.json(200, new JsonObject().put("Warnings", null));
  }

  private static String plain(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  private static Optional<String> policy(JsonNode host) {
    return Optional.of(host.path("RestartPolicy").path("Name").asText())
        .filter(name -> !name.isEmpty() && !name.equals("no"));
  }

  private static void requirePolicy(JsonNode policy) {
    String name = policy.path("Name").asText();
    if (!name.isEmpty() && !Inspection.RESTART_POLICIES.contains(name)) {
      throw new Refusal(
          400,
          "invalid restart policy: unknown policy '" + name
              + "'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'");
    }
  }
}
