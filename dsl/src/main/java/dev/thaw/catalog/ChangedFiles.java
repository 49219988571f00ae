package dev.thaw.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a container has changed in its own layer, as the engine tells it: which of it has to be
 * copied for another container to find the same files.
 *
 * @param copied paths to copy with all that is below them, none below another
 * @param removed how many paths of the image it has removed
 */
record ChangedFiles(List<String> copied, int removed) {
  private static final int ADDED = 1;
  private static final int REMOVED = 2;

  ChangedFiles {
    copied = List.copyOf(copied);
  }

  /**
   * Reads them.
   *
   * @param changes the reply to {@code GET /containers/{id}/changes}; null where there are none
   * @param mounted where something is mounted, whose files are in no layer
   */
  static ChangedFiles of(JsonNode changes, List<String> mounted) {
    Set<String> parents = new HashSet<>();
    changes.forEach(change -> parents.add(parent(change.path("Path").asText())));
    var copied = new ArrayList<String>();
    int removed = 0;
    for (JsonNode change : sorted(changes)) {
      String path = change.path("Path").asText();
      int kind = change.path("Kind").asInt();
      if (kind == REMOVED) {
        removed++;
        continue;
      }
      boolean leaf = !parents.contains(path);
      boolean apart = mounted.stream().anyMatch(mount -> within(path, mount));
      boolean holdsMount = mounted.stream().anyMatch(mount -> within(mount, path));
      boolean done = copied.stream().anyMatch(above -> within(path, above));
      if (!apart && !holdsMount && !done && (leaf || kind == ADDED)) {
        copied.add(path);
      }
    }
    return new ChangedFiles(copied, removed);
  }

  /** Returns the directory that a path is in. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  private static List<JsonNode> sorted(JsonNode changes) {
    var sorted = new ArrayList<JsonNode>();
    changes.forEach(sorted::add);
    sorted.sort(
        (one, other) -> one.path("Path").asText().compareTo(other.path("Path").asText()));
    return sorted;
  }

  private static boolean within(String path, String directory) {
    return path.equals(directory) || path.startsWith(directory + "/");
  }
}
