package dev.thaw.graph;

import dev.thaw.diagnostic.SourceSpan;

/**
 * What a person must say yes to before anything of the graph is done.
 *
 * @param question what they are asked
 * @param span where the script says so
 */
public record Confirmation(String question, SourceSpan span) {}
