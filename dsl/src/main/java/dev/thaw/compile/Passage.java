package dev.thaw.compile;

import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.SourceSpan;

/**
 * A statement that begins with a keyword, for whoever asks what a line of the script is about; the
 * graph holds what came of it.
 *
 * @param keyword the word
 * @param subject the text behind it: a parameter's name, an included file; empty if there is none
 * @param span where the statement stands
 */
public record Passage(Keyword keyword, String subject, SourceSpan span) {}
