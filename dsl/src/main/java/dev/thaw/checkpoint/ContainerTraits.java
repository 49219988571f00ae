package dev.thaw.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What decides about checkpoints of a container.
 *
 * @param tty whether it has a terminal
 * @param networkMode {@code bridge}, {@code host}, {@code none}, {@code container:…}, or a network
 * @param restartPolicy {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}
 * @param autoRemove whether it is removed as soon as it ends ({@code --rm})
 * @param storageDriver what keeps its file system; empty with the containerd image store
 * @param privileged whether nothing is withheld from it
 * @param runtime the runtime that it asks for; empty if the engine's own
 * @param mounts whether something is mounted into it: a volume, a folder, a tmpfs
 */
public record ContainerTraits(
    boolean tty,
    String networkMode,
    String restartPolicy,
    boolean autoRemove,
    String storageDriver,
    boolean privileged,
    String runtime,
    boolean mounts) {

  /**
   * Reads what an inspection tells. Nothing in it is relied on to be there.
   *
   * @param inspect the reply to {@code GET /containers/{id}/json}
   */
  public static ContainerTraits of(JsonNode inspect) {
    JsonNode host = inspect.path("HostConfig");
    String policy = host.path("RestartPolicy").path("Name").asText("");
    return new ContainerTraits(
        inspect.path("Config").path("Tty").asBoolean(false),
        host.path("NetworkMode").asText(""),
        policy.isEmpty() ? "no" : policy,
        host.path("AutoRemove").asBoolean(false),
        inspect.path("GraphDriver").path("Name").asText(""),
        host.path("Privileged").asBoolean(false),
        host.path("Runtime").asText(""),
        !inspect.path("Mounts").isEmpty() || !host.path("Tmpfs").isEmpty());
  }

  /** Returns whether a restart policy may start it again by itself. */
  public boolean startsAgain() {
    return !restartPolicy.equals("no");
  }

  /** Returns whether the engine gives it a network of its own, be it an empty one. */
  public boolean ownNetwork() {
    return !networkMode.equals("host") && !networkMode.startsWith("container:");
  }
}
