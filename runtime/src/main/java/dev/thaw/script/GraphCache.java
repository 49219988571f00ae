package dev.thaw.script;

import dev.thaw.graph.GraphJson;
import dev.thaw.graph.OperationGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Graphs that were compiled before, so that a start need not load the language at all.
 *
 * <p>A graph is a pure function of what goes into its key. The cache is only ever a shortcut: what
 * is not there, cannot be read or does not fit is compiled, and what cannot be written is left.
 */
public final class GraphCache {
  private final Optional<Path> directory;

  private GraphCache(Optional<Path> directory) {
    this.directory = directory;
  }

  /**
   * Returns the cache in that directory, or one that holds nothing if the directory is not private.
   */
  public static GraphCache in(Path directory) {
    try {
      return new GraphCache(Optional.of(PrivateDirectory.of(directory)));
    } catch (IOException notPrivate) {
      return none();
    }
  }

  /** Returns a cache that holds nothing. */
  public static GraphCache none() {
    return new GraphCache(Optional.empty());
  }

  /**
   * Returns the graph of that key, if it is there and whole.
   *
   * @param key a digest, in hexadecimal digits
   */
  public Optional<OperationGraph> find(String key) {
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(GraphJson.read(Files.readAllBytes(file(key))));
    } catch (IOException | IllegalArgumentException absentOrDamaged) {
      return Optional.empty();
    }
  }

  /** Keeps a graph; another process sees all of it or nothing. */
  public void store(String key, OperationGraph graph) {
    if (directory.isEmpty()) {
      return;
    }
    try {
      Path draft = Files.createTempFile(directory.get(), "graph", ".tmp");
      try {
        Files.write(draft, GraphJson.write(graph));
        Files.move(draft, file(key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException full) {
      // Next time it is compiled once more; that is all there is to a cache.
      return;
    }
  }

  private Path file(String key) {
    return directory.orElseThrow().resolve(key + ".json");
  }
}
