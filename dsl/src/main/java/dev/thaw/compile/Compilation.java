package dev.thaw.compile;

import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.graph.OperationGraph;
import java.util.List;
import java.util.Optional;

/**
 * What came of compiling a script.
 *
 * @param graph what the script means; empty if it has errors
 * @param diagnostics all of its problems, by place
 */
public record Compilation(Optional<OperationGraph> graph, List<Diagnostic> diagnostics) {
  public Compilation {
    diagnostics = List.copyOf(diagnostics);
  }
}
