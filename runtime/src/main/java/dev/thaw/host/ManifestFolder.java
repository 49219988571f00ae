package dev.thaw.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Manifests as files: {@code <engine>/<container>/<checkpoint>.json}. A file is written beside its
 * place and renamed when it is on the disk.
 */
public final class ManifestFolder implements Manifests {
  private final Path folder;

  /** @param folder the user's alone; made when the first one is kept */
  public ManifestFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<String> read(Key key) throws IOException {
    try {
      return Optional.of(Files.readString(place(key)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  @Override
  public void write(Key key, String json) throws IOException {
    Path place = place(key);
    Path parent = folder(key);
    Files.createDirectories(
        parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path work = Files.createTempFile(parent, ".manifest", ".part");
    try {
      try (FileChannel file = FileChannel.open(work, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(json);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(work, place, StandardCopyOption.ATOMIC_MOVE);
      sync(parent);
    } finally {
      Files.deleteIfExists(work);
    }
  }

  @Override
  public void remove(Key key) throws IOException {
    if (Files.deleteIfExists(place(key))) {
      try {
        Files.deleteIfExists(folder(key));
      } catch (DirectoryNotEmptyException others) {
        sync(folder(key));
      }
    }
  }

  private Path folder(Key key) {
    return folder.resolve(fit(key.engine())).resolve(fit(key.container()));
  }

  private Path place(Key key) {
    return folder(key).resolve(fit(key.checkpoint()) + ".json");
  }

  private static String fit(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_.-]", "_");
    return plain.isEmpty() || plain.startsWith(".") ? "_" + plain : plain;
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }
}
