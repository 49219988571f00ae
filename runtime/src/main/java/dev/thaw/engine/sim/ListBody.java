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
        .put("ImageID", InspectBody.imageId(spec.image()))
        .put("Command", String.join(" ", spec.command()))
        .put("Created", container.created().getEpochSecond())
        .put("Ports", AttachmentBody.listedPorts(container))
        .put("Labels", spec.labels())
        .put("State", container.state().word())
        .put("Status", StatusText.of(container, now))
        .put(
            "HostConfig",
            new JsonObject().put("NetworkMode", spec.attachments().networks().get(0)))
        .put(
            "NetworkSettings", new JsonObject().put("Networks", AttachmentBody.networks(container)))
        .put("Mounts", AttachmentBody.mounts(container));
  }
}
