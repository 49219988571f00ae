package dev.thaw.explain;

/**
 * One thing to know of a statement.
 *
 * @param about which thing: one word, the same for every statement, for tools too
 * @param text a sentence or several
 */
public record Point(String about, String text) {}
