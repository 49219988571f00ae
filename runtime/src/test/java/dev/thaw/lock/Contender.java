package dev.thaw.lock;

import dev.thaw.execute.RunClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A process that wants a lock again and again, and marks in a file when it has it. */
final class Contender {
  private Contender() {}

  /**
   * Takes the lock so often, each time as soon as it is free.
   *
   * @param arguments the locks' directory, the lock's file, the witness, how often
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var locks = new RunLocks(Path.of(arguments[0]));
    var name = new LockName(arguments[1], "it is held");
    long pid = ProcessHandle.current().pid();
    try (FileChannel witness = FileChannel.open(
        Path.of(arguments[2]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int start = 0; start < Integer.parseInt(arguments[3]); start++) {
        Claim claim = locks.await(
            name,
            () -> Holder.here("run", "contender", Instant.now()),
            Optional.empty(),
            RunClock.system(),
            busy -> mark(witness, "busy " + pid));
        mark(witness, "begin " + pid);
        LockSupport.parkNanos(1_000_000);
        mark(witness, "end " + pid);
        ((RunLock) claim).close();
      }
    }
  }

  private static void mark(FileChannel witness, String line) {
    try {
      witness.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
