package dev.thaw.engine;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/** Tells what no engine does: how much of its machine is in use. */
public interface HostGauge {

  /**
   * What is in use of a machine.
   *
   * @param memory bytes
   * @param load processes that run or wait, on the average of a minute
   */
  record Load(long memory, BigDecimal load) {}

  /**
   * Reads it, anew each time.
   *
   * @return nothing if the engine's machine cannot be read from here, or is not certainly the one
   *     that can
   */
  Optional<Load> read(Machine machine);

  /** Returns the gauge of the machine that this process runs on. */
  static HostGauge here() {
    return new ProcFiles(Path.of("/proc"));
  }
}
