package dev.thaw.graph;

import dev.thaw.diagnostic.SourceSpan;

/**
 * What must hold before anything of the graph is done.
 *
 * @param why what to tell when it does not hold
 * @param where which containers are counted
 * @param min how many there must be at least, from 0
 * @param max how many there may be at most
 * @param span where the script says so
 */
public record Requirement(String why, Predicate where, int min, int max, SourceSpan span) {}
