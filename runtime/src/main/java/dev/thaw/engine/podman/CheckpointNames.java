package dev.thaw.engine.podman;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What the checkpoint of a container is called. Podman has one in place, without a name; so its
 * name is kept here, in a file that is called as the container's identifier.
 */
final class CheckpointNames {
  private final Path folder;

  /** @param folder need not be there yet; whoever may write to it decides what is restored */
  CheckpointNames(Path folder) {
    this.folder = folder;
  }

  /** Returns the name, if there is a checkpoint that Thaw has made. */
  Optional<String> of(String container) throws IOException {
    try {
      return Optional.of(Files.readString(file(container), StandardCharsets.UTF_8));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Notes a name; the one before is there still if this fails. */
  void keep(String container, String name) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path fresh = Files.createTempFile(folder, "name", ".new");
    try {
      Files.writeString(fresh, name, StandardCharsets.UTF_8);
      Files.move(fresh, file(container), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Forgets a name; the checkpoint itself stays until the next one or the container's end. */
  void forget(String container) throws IOException {
    Files.deleteIfExists(file(container));
  }

  private Path file(String container) {
    return folder.resolve(container);
  }
}
