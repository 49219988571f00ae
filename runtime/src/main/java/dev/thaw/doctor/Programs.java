package dev.thaw.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine that only look. */
public interface Programs {

  /**
   * What a program has come to.
   *
   * @param exitCode what it ended with, -1 if it took too long and was ended
   * @param output what it wrote, both ways out together
   */
  record Ended(int exitCode, String output) {}

  /**
   * Runs one, with nothing to read.
   *
   * @throws IOException if it cannot be started
   */
  Ended run(List<String> words, Duration limit) throws IOException;

  /** Returns what really runs them. */
  static Programs ofThisMachine() {
    return Programs::started;
  }

  private static Ended started(List<String> words, Duration limit) throws IOException {
    Path written = Files.createTempFile("thaw-doctor", ".out");
    try {
      Process process = new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(written.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .start();
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      String output = Files.readString(written, StandardCharsets.ISO_8859_1);
      return new Ended(ended ? process.exitValue() : -1, output);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException("broken off", hurried);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
