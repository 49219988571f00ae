package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.ASSIGN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.COLON;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;

import dev.thaw.compile.SyntaxTrees.Parsed;
import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.SourceSpan;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ModuleNode;

/**
 * From text to syntax trees: one for a whole script, or one for each statement if any is broken.
 */
final class ScriptParser {
  /** Nobody reads more at once, and each costs a parse. */
  private static final int ENOUGH = 100;

  private final ScriptSource source;
  private final Problems problems;
  private final SyntaxTrees trees;

  ScriptParser(ScriptSource source, Problems problems) {
    this.source = source;
    this.problems = problems;
    this.trees = new SyntaxTrees(source);
  }

  /** Returns the trees of all statements that could be parsed, in their order. */
  List<ModuleNode> parse() {
    List<Token> tokens = tokens();
    Token end = tokens.get(tokens.size() - 1);
    List<List<Token>> sentences = Sentences.of(tokens, problems).stream()
        .map(s -> Commands.punctuate(s, problems))
        .toList();
    var all = new ArrayList<Token>();
    for (List<Token> sentence : sentences) {
      all.addAll(sentence);
      all.add(Tokens.after(sentence.get(sentence.size() - 1), NL));
    }
    if (all.isEmpty()) {
      return List.of();
    }
    all.add(end);
    Parsed whole = trees.parse(all);
    return whole.tree().isPresent() ? List.of(whole.tree().get()) : oneByOne(sentences);
  }

  /** Returns the tree of a predicate, as the only clause of a statement. */
  List<ModuleNode> parsePredicate() {
    List<Token> tokens = tokens();
    List<Token> inside =
        tokens.stream().filter(token -> !Tokens.is(token, Token.EOF)).toList();
    Sentences.of(tokens, problems);
    if (!problems.none() || inside.stream().allMatch(token -> Tokens.is(token, NL))) {
      return List.of();
    }
    return oneByOne(List.of(Commands.predicate(inside, problems)));
  }

  private List<Token> tokens() {
    return Lines.join(NumberTokens.filter(Lexing.tokens(source.text(), problems), problems));
  }

  private List<ModuleNode> oneByOne(List<List<Token>> sentences) {
    var parsed = new ArrayList<ModuleNode>();
    for (List<Token> sentence : sentences) {
      if (problems.count() >= ENOUGH) {
        break;
      }
      Token last = sentence.get(sentence.size() - 1);
      var ended = new ArrayList<>(sentence);
      ended.add(Tokens.after(last, Token.EOF));
      Parsed tree = trees.parse(ended);
      tree.tree().ifPresentOrElse(parsed::add, () -> report(tree, ended));
    }
    return parsed;
  }

  private void report(Parsed failed, List<Token> tokens) {
    int index = failed.place().map(place -> find(place, tokens)).orElse(tokens.size() - 1);
    Token token = tokens.get(index);
    if (token.getText().isEmpty() || Tokens.is(token, Token.EOF) || Tokens.is(token, NL)) {
      problems.report(
          DiagnosticCode.SYNTAX,
          token,
          "Something is missing here.",
          "Complete what stands before, or remove it.");
    } else if (Tokens.is(token, ASSIGN)) {
      problems.report(
          DiagnosticCode.SYNTAX,
          token,
          "A single = compares nothing.",
          "Write == to compare, or def name = value for a constant.");
    } else if (Tokens.isWord(token)
        && index + 1 < tokens.size()
        && Tokens.is(tokens.get(index + 1), COLON)) {
      problems.report(
          DiagnosticCode.SYNTAX,
          token,
          "A comma is missing before " + token.getText() + ":.",
          "Write a comma between named values, or leave the colon out.");
    } else {
      problems.report(
          DiagnosticCode.SYNTAX,
          token,
          "'" + token.getText() + "' does not fit here.",
          "A statement is a verb, its arguments, then clauses with one value each.");
    }
  }

  /** Returns the user's token at that place, or else the last one that begins before it. */
  private static int find(SourceSpan place, List<Token> tokens) {
    int found = 0;
    for (int index = 0; index < tokens.size(); index++) {
      Token token = tokens.get(index);
      int column = token.getCharPositionInLine() + 1;
      boolean reached = token.getLine() < place.line()
          || token.getLine() == place.line() && column <= place.column();
      if (reached && (!token.getText().isEmpty() || Tokens.is(token, Token.EOF))) {
        found = index;
      }
    }
    return found;
  }
}
