package dev.thaw.check;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.Severity;
import dev.thaw.diagnostic.SourceSpan;
import java.util.List;

/**
 * Something that a script most likely does not mean.
 *
 * @param code what kind of problem, stable for tools
 * @param severity how bad it is
 * @param span where: the statement, or the operation in it
 * @param others the other statements that it takes to be so
 * @param problem what is wrong: one sentence
 * @param cure what to do: one sentence
 */
public record Finding(
    DiagnosticCode code,
    Severity severity,
    SourceSpan span,
    List<SourceSpan> others,
    String problem,
    String cure) {
  public Finding {
    others = List.copyOf(others);
  }

  /** Makes one of a single statement. */
  Finding(DiagnosticCode code, Severity severity, SourceSpan span, String problem, String cure) {
    this(code, severity, span, List.of(), problem, cure);
  }

  /** Returns it as a warning, if it is an error. */
  public Finding softened() {
    return severity == Severity.ERROR
        ? new Finding(code, Severity.WARNING, span, others, problem, cure)
        : this;
  }
}
