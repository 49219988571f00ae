package dev.thaw.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.thaw.graph.GraphJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScriptProperties {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** What hands and editors put into texts besides words. */
  private static final String[] ODDITIES = {
    "\u200b", "\u00a0", "\u2019", "\u201c", "\ufeff", "\u0430", "\t", "\0", "\\", "\\d", "\ud83d",
    "/*", "*/", "//", "#", "$/", "((((", "}}}}", "<a<b", "and", "not", "===", "!~", "\r\n", "5 min",
    "-+-5"
  };

  private static final String[] WORDS = {
    "pause",
    "unpause",
    "exec",
    "logs",
    "where",
    "when",
    "unless",
    "then",
    "min",
    "max",
    "timeout",
    "tail",
    "shell",
    "all",
    "running",
    "name",
    "label",
    "label.a",
    "mem",
    "id",
    "foo",
    "x",
    "param",
    "parallel",
    "def",
    "final",
    "if",
    "else",
    "for",
    "in",
    "!in",
    "as",
    "new",
    "class",
    "import",
    "@",
    "this",
    "return",
    "while",
    "it",
    "record",
    "yield",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    "\n",
    "\n  ",
    ".",
    "..",
    "..<",
    "?.",
    "*.",
    "->",
    "::",
    "?",
    "?:",
    "=",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "=~",
    "==~",
    "&&",
    "||",
    "!",
    "+",
    "-",
    "*",
    "/",
    "%",
    "~",
    "++",
    "|",
    "&",
    "0",
    "5",
    "80%",
    "5.seconds",
    "2d",
    "1g",
    "512MB",
    "010",
    "1e9",
    "9999999999999.days",
    "true",
    "null",
    "'a'",
    "'",
    "\"",
    "\"${",
    "}\"",
    "\"$x\"",
    "'''",
    "/",
    "/a/",
    "$/",
    "/$",
    "\\",
    "//",
    "/*",
    "*/",
    "#!",
    "$",
    "ä",
    "\uD83D\uDE00"
  };

  /** What a person might type, in any order: there is an answer, and it has a place in the text. */
  @Property(tries = 3000)
  void whateverIsTypedIsAnswered(@ForAll("soup") String text) {
    answered(text);
  }

  @Property(tries = 1000)
  void soIsARightScriptWithOneThingWrong(@ForAll("damaged") String text) {
    answered(text);
  }

  @Property(tries = 1000)
  void soIsAPredicate(@ForAll("soup") String text) {
    PredicateCompilation read = ScriptCompiler.compilePredicate(new ScriptSource("p", text));
    assertEquals(read.predicate().isEmpty(), !read.diagnostics().isEmpty());
  }

  /** A runbook as people write it, changed at some places by chance: never an error, nor a hang. */
  @Property(tries = 5000)
  void soIsAnExampleWithSeveralThingsWrong(@ForAll("mutations") String text) {
    var source = new ScriptSource("s", text);
    checked(
        source,
        assertTimeoutPreemptively(SOON, () -> ScriptCompiler.compile(source, Map.of("tier", "a"))));
  }

  private static void answered(String text) {
    var source = new ScriptSource("s", text);
    Compilation read = ScriptCompiler.compile(source, Map.of());
    checked(source, read);
    assertEquals(read, ScriptCompiler.compile(source, Map.of()));
  }

  private static void checked(ScriptSource source, Compilation read) {
    assertEquals(read.graph().isEmpty(), read.diagnostics().stream().anyMatch(d -> d.isError()));
    assertEquals(List.of(), Answers.misplaced(source.text(), read.diagnostics()));
    read.graph().ifPresent(graph -> assertEquals(graph, GraphJson.read(GraphJson.write(graph))));
  }

  @Provide
  Arbitrary<String> mutations() throws IOException {
    List<String> examples;
    try (Stream<Path> files = Files.list(Path.of("../scripts-examples"))) {
      examples = files
          .filter(file -> file.toString().endsWith(".groovy"))
          .sorted()
          .map(ScriptProperties::text)
          .toList();
    }
    assertFalse(examples.isEmpty());
    Arbitrary<UnaryOperator<String>> edits = Combinators.combine(
            Arbitraries.integers().between(0, 1_000_000),
            Arbitraries.integers().between(0, 30),
            Arbitraries.oneOf(
                Arbitraries.of(WORDS), Arbitraries.of(ODDITIES), Arbitraries.of("", "\n")),
            Arbitraries.integers().between(0, 3))
        .as((at, length, word, kind) ->
            text -> edited(text, at % (text.length() + 1), length, word, kind));
    return Combinators.combine(
            Arbitraries.of(examples), edits.list().ofMinSize(1).ofMaxSize(4))
        .as((text, list) -> {
          String mutated = text;
          for (UnaryOperator<String> edit : list) {
            mutated = edit.apply(mutated);
          }
          return mutated;
        });
  }

  /** Puts a word in, takes some symbols out, does both, or repeats some. */
  private static String edited(String text, int at, int length, String word, int kind) {
    int end = Math.min(text.length(), at + length);
    return switch (kind) {
      case 0 -> text.substring(0, at) + word + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(end);
      case 2 -> text.substring(0, at) + word + text.substring(end);
      default -> text.substring(0, end) + text.substring(at, end) + word + text.substring(end);
    };
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Provide
  Arbitrary<String> soup() {
    Arbitrary<String> blanks = Arbitraries.of(" ", " ", "");
    return Combinators.combine(Arbitraries.of(WORDS), blanks)
        .as(String::concat)
        .list()
        .ofMaxSize(25)
        .map(words -> String.join("", words));
  }

  @Provide
  Arbitrary<String> damaged() {
    String script = """
        param 'tier', 'batch'
        def n = 3
        pause where label.tier == tier && !(mem < 80% || name in ['a', "b-${n}"])
          timeout 5.seconds when cpu < 50% then exec 'ls -l' then unpause
        parallel {
          for (i in 1..2) { logs where running tail 20 }
          if (n > 2) { stop where all grace 5s } else { kill where id =~ /^a/ signal 'HUP' }
        }
        exec(['a', 'b'], where: { running }, timeout: 2.minutes)
        """;
    return Combinators.combine(
            Arbitraries.integers().between(0, script.length()),
            Arbitraries.integers().between(0, 6),
            Arbitraries.oneOf(Arbitraries.of(WORDS), Arbitraries.just("")))
        .as((at, cut, word) ->
            script.substring(0, at) + word + script.substring(Math.min(script.length(), at + cut)));
  }
}
