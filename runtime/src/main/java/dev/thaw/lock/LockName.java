package dev.thaw.lock;

import dev.thaw.graph.Runbook;
import dev.thaw.script.Digest;
import dev.thaw.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a lock stands for.
 *
 * @param fileName the file that is locked, the same for whatever stands for the same
 * @param held what to tell whoever cannot have it, without a full stop
 */
public record LockName(String fileName, String held) {
  private static final String UNIX = "unix://";
  private static final int LONGEST_WORD = 60;
  private static final int DIGITS = 16;

  /**
   * Returns the lock of a script's runs: the one that it names, else that of its file on that
   * engine. A text without a file has none unless it names it.
   *
   * @param engine the engine's address
   * @throws IOException if the script's file is not there any more
   */
  public static Optional<LockName> of(Script script, Runbook runbook, String engine)
      throws IOException {
    if (!runbook.lock().isEmpty()) {
      return Optional.of(named(runbook.lock()));
    }
    Optional<Path> file = script.path().filter(LockName::lasts);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(ofFile(script.name(), file.get().toRealPath(), place(engine)));
  }

  /** A pipe has a path under /dev/fd, and is another one each time. */
  private static boolean lasts(Path file) {
    return Files.isRegularFile(file) || Files.notExists(file);
  }

  private static LockName named(String name) {
    return new LockName(
        fileName(name, new Digest().add("name").add(name)), "the lock '" + name + "' is held");
  }

  private static LockName ofFile(String shown, Path file, String engine) {
    return new LockName(
        fileName(
            String.valueOf(file.getFileName()),
            new Digest().add("file").add(file.toString()).add(engine)),
        shown + " is being run already");
  }

  /** A socket is often known by two paths, /run being /var/run. */
  private static String place(String engine) throws IOException {
    if (!engine.startsWith(UNIX)) {
      return engine;
    }
    Path socket = Path.of(engine.substring(UNIX.length()));
    return Files.exists(socket) ? UNIX + socket.toRealPath() : engine;
  }

  /** People who look into the directory should see what is what; the digest alone tells apart. */
  private static String fileName(String word, Digest digest) {
    String plain = word.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.substring(0, Math.min(plain.length(), LONGEST_WORD))
        + "-"
        + digest.hex().substring(0, DIGITS)
        + ".lock";
  }
}
