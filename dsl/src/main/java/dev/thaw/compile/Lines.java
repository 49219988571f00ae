package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.ELSE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;

import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;

/** Joins lines where the sentence obviously goes on. */
final class Lines {
  private Lines() {}

  /** Drops line ends around operators, and those after a clause without value. */
  static List<Token> join(List<Token> tokens) {
    var joined = new ArrayList<Token>(tokens.size());
    for (int index = 0; index < tokens.size(); index++) {
      Token token = tokens.get(index);
      if (!Tokens.is(token, NL)) {
        joined.add(token);
        continue;
      }
      int next = afterLineEnds(tokens, index);
      if (!goesOn(joined, tokens.get(next))) {
        joined.add(token);
      }
      index = next - 1;
    }
    return joined;
  }

  private static boolean goesOn(List<Token> before, Token next) {
    if (before.isEmpty() || Tokens.is(next, Token.EOF)) {
      return false;
    }
    Token last = before.get(before.size() - 1);
    if (Tokens.is(last, NL)) {
      return false;
    }
    boolean block =
        Tokens.isWord(last) && Vocabulary.continuesBlock(last.getText()) && Tokens.is(next, LBRACE);
    boolean trailing =
        Tokens.isWord(last) && Vocabulary.isClause(last.getText()) && followsOperand(before);
    return Tokens.goesOnWith(next)
        || Tokens.goesOnAfter(last) && !Tokens.closes(next) && !beginsStatement(next)
        || block
        || trailing && beginsValue(last, next);
  }

  /** Returns whether the last word stands behind an operand, be it on a line of its own. */
  private static boolean followsOperand(List<Token> before) {
    int index = before.size() - 2;
    while (index >= 0 && Tokens.is(before.get(index), NL)) {
      index--;
    }
    return index >= 0 && Tokens.endsOperand(before.get(index));
  }

  /** An operator that dangles before a statement is a slip, and must not swallow it. */
  private static boolean beginsStatement(Token token) {
    return Tokens.isWord(token)
        ? Vocabulary.beginsStatement(token.getText())
        : Tokens.beginsStatement(token);
  }

  /**
   * A line behind a clause without value is its value, unless it is a statement or a clause itself.
   */
  private static boolean beginsValue(Token clause, Token next) {
    if (!Tokens.isWord(next)) {
      return Tokens.beginsOperand(next);
    }
    boolean verb = Vocabulary.beginsStatement(next.getText());
    return Vocabulary.hasOperation(clause.getText())
        ? verb
        : !verb && !Vocabulary.isClause(next.getText());
  }

  /** Returns the place of the first token from there on that is no line end. */
  static int afterLineEnds(List<Token> tokens, int index) {
    int next = index;
    while (next < tokens.size() - 1 && Tokens.is(tokens.get(next), NL)) {
      next++;
    }
    return next;
  }

  /** Returns whether the line that begins at that place belongs to the statement before it. */
  static boolean continues(List<Token> tokens, int index) {
    Token first = tokens.get(index);
    if (Tokens.is(first, ELSE)) {
      return true;
    }
    if (Tokens.isWord(first)
        && index + 1 < tokens.size()
        && Vocabulary.continuesBlock(first.getText())) {
      return Tokens.is(tokens.get(index + 1), LBRACE);
    }
    return Tokens.isWord(first)
        && Vocabulary.isClause(first.getText())
        && !Vocabulary.beginsStatement(first.getText())
        && (index + 1 == tokens.size()
            || Tokens.beginsValue(tokens.get(index + 1))
            || Tokens.ends(tokens.get(index + 1)));
  }
}
