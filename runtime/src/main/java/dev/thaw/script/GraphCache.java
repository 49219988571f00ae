package dev.thaw.script;

import dev.thaw.graph.GraphJson;
import dev.thaw.graph.OperationGraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Graphs that were compiled before, so that a start need not load the language at all.
 *
 * <p>A graph is a pure function of what goes into its key. The cache is only ever a shortcut: what
 * is not there, cannot be read or does not fit is compiled, and what cannot be written is left. An
 * entry is a graph after its digest: damage could make another graph of it that reads as well.
 */
public final class GraphCache {
  private static final int DIGEST_LENGTH = 64;
  private static final String GRAPH = ".graph";
  private static final String INCLUDES = ".includes";

  private final Optional<Path> directory;
  private final Retention retention;

  private GraphCache(Optional<Path> directory, Retention retention) {
    this.directory = directory;
    this.retention = retention;
  }

  /**
   * Returns the cache in that directory, or one that holds nothing if the directory is not private.
   */
  public static GraphCache in(Path directory) {
    return in(directory, InstantSource.system());
  }

  static GraphCache in(Path directory, InstantSource clock) {
    var retention = new Retention(clock);
    try {
      return new GraphCache(Optional.of(PrivateDirectory.of(directory)), retention);
    } catch (IOException notPrivate) {
      return new GraphCache(Optional.empty(), retention);
    }
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
      byte[] entry = Files.readAllBytes(file(key));
      byte[] graph = Arrays.copyOfRange(entry, Math.min(DIGEST_LENGTH, entry.length), entry.length);
      return Arrays.equals(entry, entry(graph))
          ? Optional.of(GraphJson.read(graph))
          : Optional.empty();
    } catch (IOException | RuntimeException absentOrForeign) {
      // Whole, but of another build that shares the key: whatever is wrong with it, it is no graph.
      return Optional.empty();
    }
  }

  /** Returns the digests of the files that the script of that key included when it was compiled. */
  public SortedMap<String, String> includes(String key) {
    var digests = new TreeMap<String, String>();
    if (directory.isPresent()) {
      try {
        for (String line : Files.readAllLines(directory.get().resolve(key + INCLUDES))) {
          digests.put(line.substring(DIGEST_LENGTH + 1), line.substring(0, DIGEST_LENGTH));
        }
      } catch (IOException | RuntimeException absentOrDamaged) {
        return new TreeMap<>();
      }
    }
    return digests;
  }

  /** Keeps the digests of the files that the script of that key includes. */
  public void storeIncludes(String key, SortedMap<String, String> digests) {
    var lines = new StringBuilder();
    digests.forEach(
        (path, digest) -> lines.append(digest).append(' ').append(path).append('\n'));
    store(key + INCLUDES, lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps a graph; another process sees all of it or nothing. Forgets what is old. */
  public void store(String key, OperationGraph graph) {
    store(key + GRAPH, entry(GraphJson.write(graph)));
  }

  private void store(String name, byte[] content) {
    if (directory.isEmpty()) {
      return;
    }
    try {
      Path draft = Files.createTempFile(directory.get(), "graph", ".tmp");
      try {
        Files.write(draft, content);
        Files.move(draft, directory.get().resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      retention.apply(directory.get());
    } catch (IOException full) {
      // Next time it is compiled once more; that is all there is to a cache.
      return;
    }
  }

  private static byte[] entry(byte[] graph) {
    byte[] digest = Digest.of(graph).getBytes(StandardCharsets.US_ASCII);
    byte[] entry = Arrays.copyOf(digest, digest.length + graph.length);
    System.arraycopy(graph, 0, entry, digest.length, graph.length);
    return entry;
  }

  private Path file(String key) {
    return directory.orElseThrow().resolve(key + GRAPH);
  }
}
