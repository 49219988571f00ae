package dev.thaw.render;

import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.Severity;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Problems of scripts as people read them. */
public final class DiagnosticText {
  /** Of a line that is longer only the surroundings of the problem are shown. */
  private static final int LONGEST = 120;

  private static final int BEFORE = 60;

  private DiagnosticText() {}

  /** Returns a problem on one line, as tools read it. */
  public static String line(Diagnostic problem) {
    return Printable.text(problem.toString());
  }

  /**
   * Returns a problem with the line that it is about, and a mark below.
   *
   * @param source that line, if it could be read
   */
  public static List<String> lines(Diagnostic problem, Optional<String> source, Style style) {
    var lines = new ArrayList<String>();
    lines.add(coloured(problem.severity(), line(problem), style));
    source.ifPresent(text -> lines.addAll(excerpt(problem, text, style)));
    return lines;
  }

  private static List<String> excerpt(Diagnostic problem, String text, Style style) {
    int from = Math.min(problem.span().column() - 1, text.length());
    boolean ends = problem.span().endLine() == problem.span().line();
    int to = ends ? Math.max(from + 1, problem.span().endColumn() - 1) : text.length();
    int left = text.length() > LONGEST ? Math.max(0, from - BEFORE) : 0;
    int right = Math.min(text.length(), left + LONGEST);
    String shown = text.substring(left, right);
    String before = Printable.text(text.substring(left, from)).replaceAll("[^\t]", " ");
    String marked = text.substring(from, Math.max(from, Math.min(to, right)));
    String number = Integer.toString(problem.span().line());
    String margin = " ".repeat(number.length());
    return List.of(
        style.dim("  " + number + " | ") + Printable.text(shown),
        style.dim("  " + margin + " | ")
            + before
            + coloured(
                problem.severity(),
                "^".repeat(Math.max(1, Printable.text(marked).stripTrailing().length())),
                style));
  }

  private static String coloured(Severity severity, String text, Style style) {
    return switch (severity) {
      case ERROR -> style.red(text);
      case WARNING -> style.yellow(text);
      case HINT -> style.dim(text);
    };
  }

  /** Returns how many there are of each kind: {@code 3 files: 2 errors, 1 warning}. */
  public static String summary(int files, List<Diagnostic> problems) {
    if (problems.isEmpty()) {
      return files == 1 ? "1 script is right." : files + " scripts are right.";
    }
    return count(files, "file") + ": "
        + Stream.of(Severity.values())
            .map(severity -> count(
                problems.stream()
                    .filter(problem -> problem.severity() == severity)
                    .count(),
                severity.name().toLowerCase(Locale.ROOT)))
            .filter(count -> !count.startsWith("0 "))
            .collect(Collectors.joining(", "));
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
