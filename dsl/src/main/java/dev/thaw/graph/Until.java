package dev.thaw.graph;

import java.time.Duration;

/**
 * What must come true of a target after an operation before it counts as done.
 *
 * @param condition judged on fresh snapshots
 * @param within how long that may take
 */
public record Until(Predicate condition, Duration within) {}
