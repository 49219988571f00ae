package dev.thaw.compile;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.thaw.diagnostic.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What every answer of the compiler must be like, whatever was asked. */
final class Answers {
  /** How long any answer may take; the slowest takes a small part of it. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Answers() {}

  /** Returns what is asked for, or fails after ten seconds without waiting any longer. */
  static <T> T soon(Supplier<T> answer) {
    return assertTimeoutPreemptively(LIMIT, answer::get);
  }

  /** Returns the diagnostics that stand outside of the text, or say nothing. */
  static List<Diagnostic> misplaced(String text, List<Diagnostic> diagnostics) {
    List<String> lines = new ScriptSource("s", text).text().lines().toList();
    return diagnostics.stream()
        .filter(diagnostic -> !within(lines, diagnostic)
            || diagnostic.problem().isBlank()
            || diagnostic.cure().isBlank())
        .toList();
  }

  private static boolean within(List<String> lines, Diagnostic diagnostic) {
    int line = diagnostic.span().line();
    int length = line <= lines.size() ? lines.get(line - 1).length() : 0;
    return line <= lines.size() + 1 && diagnostic.span().column() <= length + 1;
  }
}
