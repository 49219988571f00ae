package dev.thaw.check;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.Severity;
import dev.thaw.diagnostic.SourceSpan;

/**
 * Something that a script most likely does not mean.
 *
 * @param code what kind of problem, stable for tools
 * @param severity how bad it is
 * @param span where: the statement, or the operation in it
 * @param problem what is wrong: one sentence
 * @param cure what to do: one sentence
 */
public record Finding(
    DiagnosticCode code, Severity severity, SourceSpan span, String problem, String cure) {

  /** Returns it as a warning, if it is an error. */
  public Finding softened() {
    return severity == Severity.ERROR
        ? new Finding(code, Severity.WARNING, span, problem, cure)
        : this;
  }
}
