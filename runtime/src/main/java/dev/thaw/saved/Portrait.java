package dev.thaw.saved;

import dev.thaw.engine.Inventory;
import dev.thaw.fact.Snapshot;
import dev.thaw.script.Digest;
import java.time.Instant;
import java.util.TreeMap;

/**
 * What a plan knows a container by.
 *
 * @param id the full identifier
 * @param image the image as the container's configuration names it
 * @param imageId the image's own identifier
 * @param startedAt when its process started; the epoch if never
 * @param state the word for its state
 * @param labelsSha256 a digest of all labels
 */
public record Portrait(
    String id,
    String name,
    String image,
    String imageId,
    Instant startedAt,
    String state,
    String labelsSha256) {

  static Portrait of(Inventory.Identified identified) {
    Snapshot snapshot = identified.snapshot();
    var labels = new Digest();
    new TreeMap<>(snapshot.labels()).forEach((key, value) -> labels.add(key).add(value));
    return new Portrait(
        snapshot.id(),
        snapshot.name(),
        snapshot.image(),
        identified.imageId(),
        snapshot.inspection().startedAt(),
        snapshot.state().word(),
        labels.hex());
  }
}
