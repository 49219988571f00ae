package dev.thaw.fact;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a container uses, as its statistics say; negative numbers stand for <em>unknown</em>, as
 * those of a stopped container are.
 *
 * @param memory bytes in use without the page cache, as {@code docker stats} shows it
 * @param memoryLimit bytes allowed; without a limit of its own the machine's memory
 * @param processes processes and kernel threads
 * @param processorPercent share of one core in percent, 200 on two full cores; nothing when not
 *     sampled
 */
public record Usage(
    long memory, long memoryLimit, long processes, Optional<BigDecimal> processorPercent) {

  /** Statistics that have not been read, or that the engine does not have. */
  public static final Usage UNKNOWN = new Usage(-1, -1, -1, Optional.empty());

  /** Returns the memory in use, in bytes, if known. */
  public OptionalLong memoryBytes() {
    return memory < 0 ? OptionalLong.empty() : OptionalLong.of(memory);
  }

  /** Returns the share of the limit in percent, if both are known and there is a limit. */
  public Optional<BigDecimal> memoryPercent() {
    return memory < 0 || memoryLimit <= 0
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(memory)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(memoryLimit), 2, java.math.RoundingMode.HALF_UP));
  }
}
