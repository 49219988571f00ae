package dev.thaw.event;

import java.time.Instant;

/**
 * An event with its place in the run.
 *
 * @param sequence counts from 1, without gaps
 * @param at when, by the wall clock
 */
public record Occurrence(long sequence, Instant at, RunEvent event) {}
