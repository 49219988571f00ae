package dev.thaw.cli

import com.fasterxml.jackson.databind.ObjectMapper
import java.nio.charset.StandardCharsets
import java.nio.file.Path

/** Runs commands within this process, with surroundings of their own. */
final class Cli {
  final Path home
  Map<String, String> environment = [:]
  String input = ''
  /** Whether a person types the input. */
  boolean terminal
  String out
  String err

  Cli(Path home) {
    this.home = home
  }

  /** Runs a command and returns its exit code; what it printed is in {@code out} and {@code err}. */
  int run(String... arguments) {
    def outBytes = new ByteArrayOutputStream()
    def errBytes = new ByteArrayOutputStream()
    def context = new CliContext(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(outBytes, true, 'UTF-8'),
        new PrintStream(errBytes, true, 'UTF-8'),
        environment, home, terminal, false, false)
    def code = Main.run(context, arguments)
    out = outBytes.toString('UTF-8')
    err = errBytes.toString('UTF-8')
    code
  }

  /** Reads a JSON object. */
  static Map json(String text) {
    new ObjectMapper().readValue(text, Map)
  }

  /** Runs a command that must succeed, and returns what it printed. */
  String ok(String... arguments) {
    def code = run(arguments)
    assert code == 0: err
    out
  }
}
