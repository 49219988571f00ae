package dev.thaw.engine;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Linux tells of the machine that this process runs on (proc(5)). It speaks for an engine only
 * where that is reached by a unix socket and describes this very machine: a socket may be forwarded
 * from another one, or belong to an engine in a virtual machine.
 */
final class ProcFiles implements HostGauge {
  private static final String UNIX = "unix://";

  private final Path proc;

  /** Reads the files below that folder, {@code /proc} but for tests. */
  ProcFiles(Path proc) {
    this.proc = proc;
  }

  @Override
  public Optional<Load> read(Machine machine) {
    try {
      List<String> memory = lines("meminfo");
      OptionalLong total = bytes(memory, "MemTotal:");
      OptionalLong available = bytes(memory, "MemAvailable:");
      if (total.isEmpty() || available.isEmpty() || !isHere(machine, total.getAsLong())) {
        return Optional.empty();
      }
      var load = new BigDecimal(lines("loadavg").get(0).split(" ", 2)[0]);
      return Optional.of(new Load(total.getAsLong() - available.getAsLong(), load));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException otherSystem) {
      return Optional.empty();
    }
  }

  private boolean isHere(Machine machine, long memory) throws IOException {
    return machine.address().startsWith(UNIX)
        && machine.memory() == memory
        && machine.kernel().equals(lines("sys/kernel/osrelease").get(0))
        && machine.processors() == processors();
  }

  /** The lines cpu0, cpu1 … are those in use, on every kind of processor. */
  private long processors() throws IOException {
    return lines("stat").stream().filter(line -> line.matches("cpu\\d.*")).count();
  }

  /** The file's kB are of 1024 bytes. */
  private static OptionalLong bytes(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip().split(" ", 2)[0])
        .mapToLong(kibibytes -> Math.multiplyExact(Long.parseLong(kibibytes), 1024))
        .findFirst();
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(proc.resolve(file), StandardCharsets.UTF_8);
  }
}
