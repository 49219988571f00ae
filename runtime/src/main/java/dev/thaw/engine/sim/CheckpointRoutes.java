package dev.thaw.engine.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The requests about checkpoints. */
record CheckpointRoutes(Containers containers, Checkpoints checkpoints, EngineSpec engine) {
  private static final String OFF =
      "This experimental feature is disabled by default. Start the Docker daemon in experimental"
          + " mode in order to enable it.";

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/containers/{id}/checkpoints", this::make),
        Route.of("GET", "/containers/{id}/checkpoints", this::list),
        Route.of("DELETE", "/containers/{id}/checkpoints/[^/]+", this::remove));
  }

  /** Starts a container as {@code start} does, but for what it says of a checkpoint. */
  Answer restore(SimRequest request) {
    String name = request.text("checkpoint").orElse("");
    if (!name.isEmpty() && !engine.experimental()) {
      throw new Refusal(400, "checkpoint is only supported in experimental mode");
    }
    SimContainer container = containers.find(request.reference(), request.now());
    new ContainerRules(container).requireStartable();
    if (request.text("checkpoint-dir").isPresent()) {
      throw new Refusal(403, "custom checkpointdir is not supported");
    }
    rules().restore(container, name, request.now(), request.criuFails());
    return Answer.empty(204);
  }

  private Answer make(SimRequest request) {
    requireExperimental();
    JsonNode body = request.body();
    SimContainer container = containers.find(request.reference(), request.now());
    var order = new CheckpointRules.Order(
        request.reference(),
        body.path("CheckpointID").asText(),
        folder(container, body.path("CheckpointDir").asText()),
        body.path("Exit").asBoolean());
    rules().make(container, order, request.now(), request.criuFails());
    containers.sweep();
    return Answer.empty(201);
  }

  private Answer list(SimRequest request) {
    requireExperimental();
    SimContainer container = containers.find(request.reference(), request.now());
    String dir = request.text("dir").orElse("");
    Path folder = folder(container, dir);
    if (!dir.isEmpty() && !checkpoints.has(folder)) {
      throw missing("", container.id());
    }
    List<String> names = checkpoints.names(folder);
    return Answer.json(
        200,
        names.isEmpty()
            ? null
            : names.stream().map(name -> new JsonObject().put("Name", name)).toList());
  }

  private Answer remove(SimRequest request) {
    requireExperimental();
    SimContainer container = containers.find(request.reference(), request.now());
    Path folder = folder(container, request.text("dir").orElse(""));
    String path = request.call().path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!checkpoints.names(folder).contains(name)) {
      throw missing(name, request.reference());
    }
    checkpoints.remove(folder, name);
    return Answer.empty(204);
  }

  private Path folder(SimContainer container, String dir) {
    try {
      return dir.isEmpty() ? checkpoints.own(container) : Path.of("/", dir);
    } catch (InvalidPathException notPath) {
      throw new Refusal(500, "stat " + dir + ": invalid argument");
    }
  }

  private void requireExperimental() {
    if (!engine.experimental()) {
      throw new Refusal(501, OFF);
    }
  }

  private CheckpointRules rules() {
    return new CheckpointRules(checkpoints, engine);
  }

  private static Refusal missing(String name, String reference) {
    return new Refusal(500, "checkpoint " + name + " does not exist for container " + reference);
  }
}
