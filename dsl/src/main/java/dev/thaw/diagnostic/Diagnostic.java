package dev.thaw.diagnostic;

import java.util.Comparator;
import java.util.Locale;

/**
 * One problem of a script.
 *
 * @param code what kind of problem, stable for tools
 * @param severity how bad it is
 * @param file the script as the user named it
 * @param span where
 * @param problem what is wrong: one sentence
 * @param cure what to do: one sentence
 */
public record Diagnostic(
    DiagnosticCode code,
    Severity severity,
    String file,
    SourceSpan span,
    String problem,
    String cure) {

  /** Orders by place, then by code. */
  public static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(Diagnostic::file)
      .thenComparing(d -> d.span().line())
      .thenComparing(d -> d.span().column())
      .thenComparing(Diagnostic::code);

  /** Returns an error. */
  public static Diagnostic error(
      DiagnosticCode code, String file, SourceSpan span, String problem, String cure) {
    return new Diagnostic(code, Severity.ERROR, file, span, problem, cure);
  }

  /** Returns whether a script with it cannot be run. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * Prints {@code file:line:col: CODE: what is wrong. What to do.}, with the severity behind the
   * code unless it is an error.
   */
  @Override
  public String toString() {
    String weight = isError() ? "" : " (" + severity.name().toLowerCase(Locale.ROOT) + ")";
    return file + ":" + span.line() + ":" + span.column() + ": " + code + weight + ": " + problem
        + " " + cure;
  }
}
