package dev.thaw.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.graph.GraphJson;
import dev.thaw.graph.OperationGraph;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Right scripts by the grammar compile; the same ones with some words wrong are answered. */
class GrammarProperties {
  private static final List<String> INTRUDERS = List.of(
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      ",",
      ";",
      ":",
      ".",
      "..",
      "..<",
      "?",
      "?.",
      "*.",
      "->",
      "::",
      "@",
      "#",
      "$",
      "\\",
      "`",
      "'",
      "\"",
      "'''",
      "\"\"\"",
      "${",
      "/",
      "//",
      "/*",
      "*/",
      "=",
      "==",
      "!",
      "~",
      "%",
      "&",
      "|",
      "^",
      "<<",
      "++",
      "--",
      "\n",
      "\t",
      "\r",
      "0",
      "010",
      "1e9",
      "1g",
      "2d",
      "0x1F",
      "99999999999999999999999",
      "80%",
      "5.parsecs",
      "null",
      "this",
      "super",
      "new",
      "class",
      "import",
      "def",
      "as",
      "in",
      "instanceof",
      "return",
      "while",
      "assert",
      "switch",
      "where",
      "when",
      "then",
      "param",
      "parallel",
      "sequence",
      "rolling",
      "attempt",
      "recover",
      "ensure",
      "frozen",
      "during",
      "lasting",
      "atMost",
      "step",
      "include",
      "note",
      "never",
      "defaults",
      "require",
      "confirm",
      "runbook",
      "until",
      "within",
      "after",
      "named",
      "orderBy",
      "backoff",
      "any",
      "startsWith",
      ".ago",
      "for",
      "if",
      "else",
      "all",
      "label",
      "name",
      "it",
      "ä",
      "漢字",
      "\uD83D\uDE00",
      "\uD83D",
      "\u200B",
      "\u202E",
      "\u00A0",
      "\u0000",
      "\uFEFF");

  @Property(tries = 1500)
  void aRightScriptCompilesAndItsGraphPrintsTheSameAgain(@ForAll("scripts") List<String> tokens) {
    String text = String.join("", tokens);
    Compilation read = compiled(text);
    assertEquals(
        List.of(), read.diagnostics().stream().filter(Diagnostic::isError).toList(), text);
    printsTheSameAgain(read.graph().orElseThrow());
  }

  private static void printsTheSameAgain(OperationGraph graph) {
    byte[] bytes = GraphJson.write(graph);
    OperationGraph again = GraphJson.read(bytes);
    assertEquals(graph, again);
    assertArrayEquals(bytes, GraphJson.write(again));
  }

  @Property(tries = 6000)
  void aScriptWithWrongWordsIsAnsweredWithinItsText(@ForAll("damaged") String text) {
    Compilation read = compiled(text);
    assertEquals(
        read.graph().isEmpty(), read.diagnostics().stream().anyMatch(Diagnostic::isError), text);
    List<Diagnostic> own =
        read.diagnostics().stream().filter(d -> d.file().equals("s")).toList();
    assertEquals(List.of(), Answers.misplaced(text, own), text);
  }

  private static Compilation compiled(String text) {
    var source = new ScriptSource("s", text);
    return Answers.soon(() -> ScriptCompiler.read(source, Map.of(), GrammarProperties::file));
  }

  private static byte[] file(String path) throws IncludeReader.Unreadable {
    if (!RunbookGrammar.FILES.containsKey(path)) {
      throw new IncludeReader.Unreadable("There is no file " + path + ".", "Check the path.");
    }
    return RunbookGrammar.FILES.get(path).getBytes(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<List<String>> scripts() {
    return Arbitraries.randomValue(random -> new RunbookGrammar(random).script());
  }

  @Provide
  Arbitrary<String> damaged() {
    return Arbitraries.randomValue(GrammarProperties::damaged);
  }

  private static String damaged(Random random) {
    var tokens = new ArrayList<>(new RunbookGrammar(random).shortScript());
    for (int count = 1 + random.nextInt(3); count > 0 && !tokens.isEmpty(); count--) {
      damage(tokens, random);
    }
    return String.join("", tokens);
  }

  private static void damage(List<String> tokens, Random random) {
    int at = random.nextInt(tokens.size());
    int other = random.nextInt(tokens.size());
    String intruder = INTRUDERS.get(random.nextInt(INTRUDERS.size()));
    switch (random.nextInt(7)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(at, tokens.set(other, tokens.get(at)));
      case 3 -> tokens.set(at, tokens.get(other));
      case 4 -> tokens.set(at, intruder + " ");
      case 5 -> tokens.add(at, intruder);
      default -> tokens.subList(Math.min(at, other), Math.min(at, other) + 1).clear();
    }
  }
}
