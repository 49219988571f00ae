package dev.thaw.script;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long a cache keeps its files: for 30 days after they were written, and never above 1,000. */
final class Retention {
  private static final int MOST_FILES = 1_000;
  private static final Duration LONGEST = Duration.ofDays(30);

  private final InstantSource clock;

  Retention(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Deletes what is to be kept no longer. Other processes may do the same at the same time.
   *
   * @throws IOException if the directory cannot be read, or a file cannot be deleted
   */
  void apply(Path directory) throws IOException {
    List<Kept> files = files(directory);
    files.sort(Comparator.comparing(Kept::written).reversed());
    Instant oldest = clock.instant().minus(LONGEST);
    for (int place = 0; place < files.size(); place++) {
      Kept file = files.get(place);
      if (place >= MOST_FILES || file.written().toInstant().isBefore(oldest)) {
        Files.deleteIfExists(file.path());
      }
    }
  }

  private static List<Kept> files(Path directory) throws IOException {
    var files = new ArrayList<Kept>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path path : entries) {
        kept(path).ifPresent(files::add);
      }
    }
    return files;
  }

  private static Optional<Kept> kept(Path path) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? Optional.of(new Kept(path, attributes.lastModifiedTime()))
          : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private record Kept(Path path, FileTime written) {}
}
