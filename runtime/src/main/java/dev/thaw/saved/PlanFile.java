package dev.thaw.saved;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where a plan is kept. It is there whole or not at all, and only its owner may read it: it names
 * commands and containers.
 */
public final class PlanFile {
  /** Far more than a plan for ten thousand containers takes; in bytes. */
  private static final int LARGEST = 256 << 20;

  private PlanFile() {}

  /**
   * Writes it, and returns when it is on the disk.
   *
   * @param over whether a file that is there already is replaced
   * @throws java.nio.file.FileAlreadyExistsException if one is there, and must not be
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, byte[] content, boolean over) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    // Files that Java makes so are their owner's alone.
    Path draft = Files.createTempFile(folder, "." + path.getFileName(), ".tmp");
    try {
      try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      if (over) {
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      } else {
        // Unlike a move, a link never takes the place of what is there.
        Files.createLink(path, draft);
      }
      try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
        entries.force(true);
      }
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Reads what may be a plan.
   *
   * @throws IOException if it cannot be read, or is larger than any plan
   */
  public static byte[] read(Path path) throws IOException {
    try (InputStream content = Files.newInputStream(path)) {
      byte[] bytes = content.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("it is larger than any plan: more than " + (LARGEST >> 20) + " MiB");
      }
      return bytes;
    }
  }
}
