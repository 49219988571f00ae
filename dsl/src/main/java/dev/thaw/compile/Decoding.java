package dev.thaw.compile;

import dev.thaw.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * A script file turned into text, or why that is not possible.
 *
 * @param source the script, if its bytes are text
 * @param diagnostics what is wrong with the bytes; empty if there is a source
 */
public record Decoding(Optional<ScriptSource> source, List<Diagnostic> diagnostics) {
  public Decoding {
    diagnostics = List.copyOf(diagnostics);
  }
}
