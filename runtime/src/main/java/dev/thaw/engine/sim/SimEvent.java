package dev.thaw.engine.sim;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happened to a container, as the daemon tells it.
 *
 * @param action the daemon's words for it: {@code pause}, {@code exec_create: ls -l}
 * @param container the container's identifier
 * @param attributes its name, image and labels, and what there is to know of the event itself
 */
record SimEvent(Instant at, String action, String container, Map<String, String> attributes) {
  private static final long NANOS = 1_000_000_000;

  static SimEvent of(
      Instant at, String action, String id, ContainerSpec spec, Map<String, String> more) {
    var attributes = new TreeMap<>(spec.labels());
    attributes.put("image", spec.image());
    attributes.put("name", spec.name());
    attributes.putAll(more);
    return new SimEvent(at, action, id, attributes);
  }

  /** Returns the same event at another time and with one thing more to know. */
  SimEvent at(Instant other, String name, String value) {
    var more = new TreeMap<>(attributes);
    more.put(name, value);
    return new SimEvent(other, action, container, more);
  }

  /** Returns its line in the daemon's answer. */
  byte[] json() {
    return Json.bytes(new JsonObject()
        .put("status", action)
        .put("id", container)
        .put("from", attributes.get("image"))
        .put("Type", "container")
        .put("Action", action)
        .put("Actor", new JsonObject().put("ID", container).put("Attributes", attributes))
        .put("scope", "local")
        .put("time", at.getEpochSecond())
        .put("timeNano", at.getEpochSecond() * NANOS + at.getNano()));
  }
}
