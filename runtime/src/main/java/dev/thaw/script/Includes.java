package dev.thaw.script;

import dev.thaw.compile.IncludeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a script includes from its folder, and remembers what that was. */
public final class Includes implements IncludeReader {
  /** As of {@link Script}: it only bounds what is read before anybody can say it is too much. */
  private static final int MOST_READ = 16 << 20;

  private final Optional<Path> folder;
  private final SortedMap<String, String> digests = new TreeMap<>();

  private Includes(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Returns what reads the files that this script includes: none if it is no file itself. */
  public static Includes of(Script script) {
    return new Includes(script.path().map(Path::getParent));
  }

  @Override
  public byte[] read(String path) throws Unreadable {
    if (folder.isEmpty()) {
      return NONE.read(path);
    }
    try {
      Path root = folder.get().toRealPath();
      Path file = root.resolve(path).toRealPath();
      if (!file.startsWith(root)) {
        throw new Unreadable(path + " leads out of the script's folder.", "Copy the file there.");
      }
      if (!Files.isRegularFile(file)) {
        throw new Unreadable(path + " is no file.", "Write the path of a script.");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MOST_READ);
        digests.put(path, Digest.of(bytes));
        return bytes;
      }
    } catch (NoSuchFileException absent) {
      throw new Unreadable(
          "There is no file " + path + " in the script's folder.", "Check the path.");
    } catch (IOException | InvalidPathException unreadable) {
      throw new Unreadable(
          path + " cannot be read: " + unreadable.getMessage() + ".", "Check its permissions.");
    }
  }

  /** Returns the digests of all files that were read, by their paths. */
  public SortedMap<String, String> digests() {
    return Collections.unmodifiableSortedMap(digests);
  }

  /** Returns whether these files still hold what they did. */
  public boolean unchanged(SortedMap<String, String> before) {
    try {
      for (String path : before.keySet()) {
        read(path);
      }
      return digests.equals(before);
    } catch (Unreadable gone) {
      return false;
    }
  }
}
