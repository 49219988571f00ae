package dev.thaw.engine.sim;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One entry of {@code GET /containers/json}. */
final class ListBody {
  private ListBody() {}

  static Map<String, Object> of(SimContainer container, Instant now) {
    ContainerSpec spec = container.spec();
    return Json.object(
        "Id", container.id(),
        "Names", List.of("/" + spec.name()),
        "Image", spec.image(),
        "ImageID", InspectBody.imageId(spec),
        "Command", String.join(" ", spec.command()),
        "Created", container.created().getEpochSecond(),
        "Ports", List.of(),
        "Labels", spec.labels(),
        "State", container.state().word(),
        "Status", StatusText.of(container, now),
        "HostConfig", Json.object("NetworkMode", "bridge"),
        "NetworkSettings", Json.object("Networks", Json.object()),
        "Mounts", List.of());
  }
}
