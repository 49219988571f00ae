package dev.thaw.operation;

import java.util.List;

/**
 * Where a checkpoint's files lie on the engine's machine.
 *
 * @param base an absolute path that is taken for what it leads to: the engine's data root, or a
 *     directory that the script names
 * @param below the directories below it, of which none may be a link; the last is the checkpoint's
 */
public record CheckpointPlace(String base, List<String> below) {
  public CheckpointPlace {
    below = List.copyOf(below);
  }

  /**
   * Returns the place that the engine itself gives a container's checkpoint.
   *
   * @param root the engine's data root
   */
  public static CheckpointPlace of(String root, String container, String checkpoint) {
    return new CheckpointPlace(root, List.of("containers", container, "checkpoints", checkpoint));
  }

  /** Returns the place of a checkpoint that is kept apart, by the name of its container. */
  public static CheckpointPlace apart(String dir, String container, String checkpoint) {
    return new CheckpointPlace(dir, List.of(container, checkpoint));
  }

  /** Returns this with the identifier of a container that was made meanwhile. */
  CheckpointPlace of(String id) {
    return new CheckpointPlace(
        base,
        below.stream().map(part -> part.equals(Request.Command.ID) ? id : part).toList());
  }

  @Override
  public String toString() {
    return base + "/" + String.join("/", below);
  }
}
