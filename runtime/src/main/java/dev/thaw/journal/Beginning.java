package dev.thaw.journal;

import java.time.Instant;

/**
 * Which run a journal is of.
 *
 * @param run the run's name in the audit log
 * @param script what it runs, as the audit log calls it
 * @param engine the engine's own lasting identifier: recovery acts on no other
 * @param address where that engine was found
 * @param pid the run's process
 * @param host its machine
 * @param user its effective user's name
 * @param at when it began
 */
public record Beginning(
    String run,
    String script,
    String engine,
    String address,
    long pid,
    String host,
    String user,
    Instant at) {}
