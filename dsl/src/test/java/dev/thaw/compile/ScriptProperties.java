package dev.thaw.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.thaw.graph.GraphJson;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScriptProperties {
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

  private static void answered(String text) {
    var source = new ScriptSource("s", text);
    Compilation read = ScriptCompiler.compile(source, Map.of());
    assertEquals(read.graph().isEmpty(), !read.diagnostics().isEmpty());
    assertEquals(List.of(), Answers.misplaced(text, read.diagnostics()));
    read.graph().ifPresent(graph -> assertEquals(graph, GraphJson.read(GraphJson.write(graph))));
    assertEquals(read, ScriptCompiler.compile(source, Map.of()));
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
