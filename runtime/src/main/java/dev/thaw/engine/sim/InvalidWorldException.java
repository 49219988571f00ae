package dev.thaw.engine.sim;

import dev.thaw.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;

/** A description of a world has problems; all of them are here. */
public final class InvalidWorldException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  InvalidWorldException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
    this.diagnostics = diagnostics.stream().sorted(Diagnostic.BY_PLACE).toList();
  }

  /** Returns the problems, at least one, in order of their places. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
