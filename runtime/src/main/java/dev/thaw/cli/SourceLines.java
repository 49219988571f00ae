package dev.thaw.cli;

import dev.thaw.compile.IncludeReader;
import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.script.Includes;
import dev.thaw.script.Script;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a script and of the files that it includes, to show what a problem is about. */
final class SourceLines {
  private final Script script;
  private final Map<String, List<String>> lines = new HashMap<>();

  SourceLines(Script script) {
    this.script = script;
  }

  /** Returns the line where a problem begins, unless the file is no longer there. */
  Optional<String> of(Diagnostic problem) {
    List<String> all = lines.computeIfAbsent(problem.span().file(), this::read);
    return problem.span().line() <= all.size()
        ? Optional.of(all.get(problem.span().line() - 1))
        : Optional.empty();
  }

  private List<String> read(String file) {
    try {
      byte[] bytes = file.isEmpty() ? script.bytes() : Includes.of(script).read(file);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IncludeReader.Unreadable gone) {
      // The problem itself has been told; only its line is not shown.
      return List.of();
    }
  }
}
