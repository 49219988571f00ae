package dev.thaw.engine.sim;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All checkpoints, by the folders of the simulated machine that they lie in: each container's own
 * one, and those that somebody named. No folder is really made. Not thread safe.
 */
final class Checkpoints {
  private final String root;
  private final Map<Path, NavigableMap<String, SimCheckpoint>> folders = new HashMap<>();
  private final Map<String, Instant> last = new HashMap<>();

  /** @param root the engine's folder */
  Checkpoints(String root) {
    this.root = root;
  }

  /** Returns where a container's checkpoints are if nobody says otherwise. */
  Path own(SimContainer container) {
    return Path.of(root, "containers", container.id(), "checkpoints");
  }

  /** Returns whether there has ever been anything in a folder. */
  boolean has(Path folder) {
    return folders.containsKey(folder.normalize());
  }

  List<String> names(Path folder) {
    return List.copyOf(folders.getOrDefault(folder.normalize(), new TreeMap<>()).keySet());
  }

  /** Returns a checkpoint; its name may be a path from the folder on, as for the engine. */
  Optional<SimCheckpoint> find(Path folder, String name) {
    try {
      Path path = Path.of(folder.toString(), name).normalize();
      return Optional.ofNullable(path.getParent())
          .map(folders::get)
          .map(names -> names.get(path.getFileName().toString()));
    } catch (InvalidPathException notEvenPath) {
      return Optional.empty();
    }
  }

  void put(Path folder, String name, SimCheckpoint checkpoint) {
    folders.computeIfAbsent(folder.normalize(), any -> new TreeMap<>()).put(name, checkpoint);
  }

  void remove(Path folder, String name) {
    folders.get(folder.normalize()).remove(name);
  }

  /** Forgets what there was in the folder of a container that is gone. */
  void forget(SimContainer container) {
    folders.remove(own(container));
    last.remove(container.id());
  }

  /** Notes when a checkpoint of a container was made. */
  void note(SimContainer container, Instant now) {
    last.put(container.id(), now);
  }

  /** Returns when the last checkpoint of a container was made. */
  Optional<Instant> last(SimContainer container) {
    return Optional.ofNullable(last.get(container.id()));
  }
}
