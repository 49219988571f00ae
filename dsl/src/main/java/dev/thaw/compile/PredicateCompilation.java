package dev.thaw.compile;

import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.graph.Predicate;
import java.util.List;
import java.util.Optional;

/**
 * What came of compiling a single predicate.
 *
 * @param predicate what the text means; empty if it has errors
 * @param diagnostics all of its problems, by place
 */
public record PredicateCompilation(Optional<Predicate> predicate, List<Diagnostic> diagnostics) {
  public PredicateCompilation {
    diagnostics = List.copyOf(diagnostics);
  }
}
