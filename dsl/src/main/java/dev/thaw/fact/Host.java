package dev.thaw.fact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The machine that an engine runs on; negative numbers stand for <em>unknown</em>.
 *
 * @param engine the name that the engine gives its machine
 * @param processors how many processors it has
 * @param memory its memory in bytes
 * @param memoryUsed bytes that could not be had without swapping; unknown of a machine that is not
 *     certainly this one
 * @param load how many processes ran or waited for a processor or a disk, on the average of a
 *     minute; nothing where memory in use is unknown, too
 */
public record Host(
    Optional<String> engine,
    long processors,
    long memory,
    long memoryUsed,
    Optional<BigDecimal> load) {

  /** A machine that has not been asked. */
  public static final Host UNKNOWN = new Host(Optional.empty(), -1, -1, -1, Optional.empty());

  /** Returns which share so many bytes are of its memory, in percent. */
  Optional<BigDecimal> share(long bytes) {
    return bytes < 0 || memory <= 0
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(bytes)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(memory), 2, RoundingMode.HALF_UP));
  }
}
