package dev.thaw.engine.sim;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of a process that a checkpoint keeps.
 *
 * @param counted how long it has run unfrozen; negative if it never ran
 * @param period the time from one number that it writes to the next; empty if it does not count
 */
record SimCheckpoint(Duration counted, Optional<Duration> period) {}
