package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import java.util.List;

/** A command cannot go on; the lines tell a person why and what to do. */
final class CliFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final transient List<String> lines;

  CliFailure(ExitCode exitCode, List<String> lines) {
    super(String.join("\n", lines));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  CliFailure(ExitCode exitCode, String line) {
    this(exitCode, List.of(line));
  }

  ExitCode exitCode() {
    return exitCode;
  }

  List<String> lines() {
    return lines;
  }
}
