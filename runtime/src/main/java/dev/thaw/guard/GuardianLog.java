package dev.thaw.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a guardian has said, in a file beside its journal: there is no terminal that it could say it
 * on. It stays when the journal goes, until somebody has been told of it.
 */
public final class GuardianLog {
  private static final String SUFFIX = ".log";
  private static final String JOURNAL = ".journal";

  private final Path path;

  private GuardianLog(Path path) {
    this.path = path;
  }

  /** Returns the log of the guardian of a journal. */
  public static GuardianLog of(Path journal) {
    return new GuardianLog(journal.resolveSibling(journal.getFileName() + SUFFIX));
  }

  /** Returns the logs in a directory whose journals are gone, the oldest first. */
  public static List<GuardianLog> bereft(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).endsWith(JOURNAL + SUFFIX))
          .map(GuardianLog::new)
          .filter(log -> !Files.exists(log.journal(), LinkOption.NOFOLLOW_LINKS))
          .sorted((one, other) -> one.path.compareTo(other.path))
          .toList();
    }
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /** Returns the name of the run that was watched over. */
  public String run() {
    String name = String.valueOf(path.getFileName());
    return name.substring(0, name.length() - JOURNAL.length() - SUFFIX.length());
  }

  private Path journal() {
    String name = String.valueOf(path.getFileName());
    return path.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** Returns what it says; nothing if there is none, or somebody else took it meanwhile. */
  public Optional<List<String>> lines() throws IOException {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(
            new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList())
        : Optional.empty();
  }

  /** Removes it; returns whether it was there, and so whether it is this caller's to tell. */
  public boolean remove() throws IOException {
    return Files.deleteIfExists(path);
  }

  /** Removes it if nothing was said. */
  public void removeIfEmpty() throws IOException {
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == 0) {
      remove();
    }
  }
}
