package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.ASSIGN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;

import dev.thaw.compile.SyntaxTrees.Parsed;
import dev.thaw.diagnostic.DiagnosticCode;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ModuleNode;

/** From text to syntax trees: one for a whole script, or several if statements are broken. */
final class ScriptParser {
  /** Nobody reads more at once, and each costs a parse. */
  private static final int ENOUGH = 100;

  /** How many statements an error makes the parser read again. */
  private static final int BATCH = 50;

  /** How many tokens of one statement may be read in the parser's slow mode. */
  private static final int THOROUGH = 500;

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
    List<List<Token>> sentences = Sentences.of(tokens(), problems).stream()
        .map(sentence -> Commands.punctuate(sentence, problems))
        .filter(sentence -> !sentence.isEmpty())
        .toList();
    if (sentences.size() > Limits.NODES) {
      Token surplus = sentences.get(Limits.NODES).get(0);
      problems.report(
          DiagnosticCode.TOO_LARGE,
          surplus,
          "The script has more than " + Limits.NODES + " statements.",
          "Select more containers with fewer statements.");
      return List.of();
    }
    var parsed = new ArrayList<ModuleNode>();
    for (int start = 0; start < sentences.size(); start += BATCH) {
      parse(sentences.subList(start, Math.min(start + BATCH, sentences.size())), parsed);
    }
    return parsed;
  }

  /** Returns the tree of a predicate, as the only clause of a statement. */
  List<ModuleNode> parsePredicate() {
    List<Token> tokens = tokens();
    List<Token> inside = withoutEnds(tokens);
    Sentences.of(tokens, problems);
    if (!problems.none() || inside.isEmpty()) {
      return List.of();
    }
    var parsed = new ArrayList<ModuleNode>();
    parse(List.of(Commands.predicate(inside, problems)), parsed);
    return parsed;
  }

  private static List<Token> withoutEnds(List<Token> tokens) {
    int start = 0;
    int end = tokens.size() - 1;
    while (start < end && Tokens.is(tokens.get(start), NL)) {
      start++;
    }
    while (start < end && Tokens.is(tokens.get(end - 1), NL)) {
      end--;
    }
    return tokens.subList(start, end);
  }

  private List<Token> tokens() {
    return Lines.join(NumberTokens.filter(Lexing.tokens(source.text(), problems), problems));
  }

  /**
   * Parses all at once; where that fails, each half by itself, down to the statements that are to
   * blame. The parser stops at its first error, and one run over many statements is cheaper than
   * many.
   */
  private void parse(List<List<Token>> sentences, List<ModuleNode> parsed) {
    if (sentences.isEmpty() || problems.count() >= ENOUGH) {
      return;
    }
    var tokens = new ArrayList<Token>();
    for (List<Token> sentence : sentences) {
      tokens.addAll(sentence);
      tokens.add(Tokens.after(sentence.get(sentence.size() - 1), NL));
    }
    tokens.add(Tokens.after(tokens.get(tokens.size() - 1), Token.EOF));
    Parsed tree = trees.parse(tokens, false);
    if (tree.tree().isEmpty() && sentences.size() == 1 && tokens.size() <= THOROUGH) {
      tree = trees.parse(tokens, true);
    }
    if (tree.tree().isPresent()) {
      parsed.add(tree.tree().get());
    } else if (sentences.size() == 1) {
      report(tree.offending());
      Sentences.expectNames(sentences.get(0), problems);
    } else {
      int middle = sentences.size() / 2;
      parse(sentences.subList(0, middle), parsed);
      parse(sentences.subList(middle, sentences.size()), parsed);
    }
  }

  private void report(Token token) {
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
    } else {
      problems.report(
          DiagnosticCode.SYNTAX,
          token,
          "'" + token.getText() + "' does not fit here.",
          "A statement is a verb, its arguments, then clauses with one value each.");
    }
  }
}
