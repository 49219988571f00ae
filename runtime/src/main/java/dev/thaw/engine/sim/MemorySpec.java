package dev.thaw.engine.sim;

import java.util.OptionalLong;

/**
 * The memory of a simulated container, in bytes.
 *
 * @param usage as {@code docker stats} shows it, that is without the page cache
 * @param cache the inactive page cache, which the engine counts in and {@code docker stats} takes
 *     off
 * @param limit its own limit; empty for none, which the engine tells as the machine's memory
 */
public record MemorySpec(long usage, long cache, OptionalLong limit) {

  /** A small process without a limit. */
  public static final MemorySpec DEFAULT = new MemorySpec(10_000_000, 0, OptionalLong.empty());
}
