package dev.thaw.engine.sim;

import java.time.Instant;
import java.util.List;

/** One entry of {@code GET /containers/json}. */
final class ListBody {
  private ListBody() {}

  static JsonObject of(SimContainer container, Instant now) {
    ContainerSpec spec = container.spec();
    return new JsonObject()
        .put("Id", container.id())
        .put("Names", List.of("/" + spec.name()))
        .put("Image", spec.image())
        .put("ImageID", InspectBody.imageId(spec))
        .put("Command", String.join(" ", spec.command()))
        .put("Created", container.created().getEpochSecond())
        .put("Ports", List.of())
        .put("Labels", spec.labels())
        .put("State", container.state().word())
        .put("Status", StatusText.of(container, now))
        .put("HostConfig", new JsonObject().put("NetworkMode", "bridge"))
        .put("NetworkSettings", new JsonObject().put("Networks", new JsonObject()))
        .put("Mounts", List.of());
  }
}
