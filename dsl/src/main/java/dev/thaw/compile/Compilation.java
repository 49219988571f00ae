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
 * @param passages its statements that begin with a keyword, in the order of their reading
 */
public record Compilation(
    Optional<OperationGraph> graph, List<Diagnostic> diagnostics, List<Passage> passages) {
  public Compilation {
    diagnostics = List.copyOf(diagnostics);
    passages = List.copyOf(passages);
  }
}
