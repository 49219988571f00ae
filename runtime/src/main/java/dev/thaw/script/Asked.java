package dev.thaw.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A question to another program, whose answer is waited for only so long. */
final class Asked {
  private Asked() {}

  /**
   * Returns what the program printed, if it ended well and in time; else it is killed.
   *
   * @param question short enough for a pipe to hold, 4 KiB at least
   * @param most how many bytes are read
   * @throws IOException if the program cannot be started
   */
  static Optional<byte[]> of(ProcessBuilder builder, byte[] question, int most, Duration patience)
      throws IOException {
    Process process = builder.start();
    // A thread of its own: what a program leaves behind may hold its output open for ever.
    var output = new FutureTask<>(() -> {
      try (OutputStream in = process.getOutputStream()) {
        in.write(question);
      }
      try (InputStream out = process.getInputStream()) {
        byte[] answer = out.readNBytes(most);
        return process.waitFor() == 0 ? Optional.of(answer) : Optional.<byte[]>empty();
      }
    });
    var reader = new Thread(output, "answer");
    reader.setDaemon(true);
    reader.start();
    try {
      return output.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException silent) {
      return Optional.empty();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
