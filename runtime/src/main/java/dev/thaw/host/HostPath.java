package dev.thaw.host;

import java.util.Arrays;
import java.util.List;

/**
 * A path below the host's directory, by its parts.
 *
 * @param parts none of them empty, {@code .} or {@code ..}; none at all for the directory itself
 */
record HostPath(List<String> parts) {
  HostPath {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a path.
   *
   * @throws RefusedPathException if it is absolute or has {@code ..} in it
   */
  static HostPath of(String text) throws RefusedPathException {
    List<String> parts = Arrays.stream(text.split("/"))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .toList();
    if (text.startsWith("/") || parts.contains("..") || text.indexOf('\0') >= 0) {
      throw new RefusedPathException(text + " leads out of the directory of files");
    }
    return new HostPath(parts);
  }

  /** Returns the path to what it is in. */
  HostPath parent() {
    return new HostPath(parts.subList(0, parts.size() - 1));
  }

  /** Returns its last part. */
  String name() {
    return parts.get(parts.size() - 1);
  }

  @Override
  public String toString() {
    return parts.isEmpty() ? "." : String.join("/", parts);
  }
}
