package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.COLON;
import static org.apache.groovy.parser.antlr4.GroovyLexer.COMMA;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.GStringBegin;
import static org.apache.groovy.parser.antlr4.GroovyLexer.GStringEnd;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACK;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;

import groovyjarjarantlr4.v4.runtime.Token;
import java.util.List;

/** Finds where the parts of a statement end; each answer is the place behind the part. */
final class Ends {
  private Ends() {}

  /** Returns where the bracket group, or the text with values, that begins there ends. */
  static int group(List<Token> tokens, int start) {
    int depth = 0;
    for (int index = start; index < tokens.size(); index++) {
      Token token = tokens.get(index);
      if (Tokens.opens(token) || Tokens.is(token, GStringBegin)) {
        depth++;
      } else if (Tokens.closes(token) || Tokens.is(token, GStringEnd)) {
        depth--;
      }
      if (depth == 0) {
        return index + 1;
      }
    }
    return tokens.size();
  }

  /** Returns where the line that begins there ends, brackets taken as wholes. */
  static int line(List<Token> tokens, int start) {
    int index = start;
    while (index < tokens.size() && !Tokens.ends(tokens.get(index))) {
      index = group(tokens, index);
    }
    return index;
  }

  /** Returns the brace of a block whose head is the word there, or -1 if it is none. */
  static int blockBrace(List<Token> tokens, int word) {
    int index = word + 1;
    if (index < tokens.size() && Tokens.is(tokens.get(index), LPAREN)) {
      index = group(tokens, index);
    }
    return index < tokens.size() && Tokens.is(tokens.get(index), LBRACE) ? index : -1;
  }

  /** Returns whether the word there begins a sentence of words, and no expression. */
  static boolean isCommand(List<Token> tokens, int word) {
    if (!Tokens.isWord(tokens.get(word)) || word + 1 >= tokens.size()) {
      return false;
    }
    Token next = tokens.get(word + 1);
    if (Tokens.is(next, NL)) {
      int line = Lines.afterLineEnds(tokens, word + 1);
      return Tokens.isWord(tokens.get(line)) && Lines.continues(tokens, line);
    }
    if (Tokens.is(next, LPAREN)) {
      int end = group(tokens, word + 1);
      return end >= tokens.size() || !Tokens.is(tokens.get(end), DOT);
    }
    if (Tokens.is(next, LBRACK)) {
      return !Tokens.glued(tokens.get(word), next);
    }
    return Tokens.beginsOperand(next) && !Tokens.is(next, LBRACE);
  }

  /** Returns where the arguments of the verb before that place end. */
  static int arguments(List<Token> tokens, int start) {
    return isClauseHead(tokens, start) ? start : value(tokens, start);
  }

  /**
   * A word right behind a verb may be a value: it is a clause if it is known, or has a value
   * itself.
   */
  private static boolean isClauseHead(List<Token> tokens, int index) {
    if (index >= tokens.size() || !Tokens.isWord(tokens.get(index))) {
      return false;
    }
    if (index + 1 >= tokens.size()) {
      return Vocabulary.isClause(tokens.get(index).getText());
    }
    Token next = tokens.get(index + 1);
    if (Tokens.is(next, COLON) || Tokens.is(next, DOT)) {
      return false;
    }
    if (Vocabulary.isClause(tokens.get(index).getText())) {
      return Tokens.beginsValue(next) || Tokens.ends(next);
    }
    boolean glued = Tokens.glued(tokens.get(index), next);
    return Tokens.beginsOperand(next)
        && !(glued && (Tokens.is(next, LPAREN) || Tokens.is(next, LBRACK)))
        && !(Tokens.isWord(next) && Vocabulary.isClause(next.getText()));
  }

  /** Returns where the value that begins there ends: before the next clause, or a second value. */
  static int value(List<Token> tokens, int start) {
    if (start < tokens.size() && isMissing(tokens, start)) {
      return start;
    }
    int index = start;
    while (index < tokens.size() && !Tokens.ends(tokens.get(index))) {
      if (index > start && Tokens.endsOperand(tokens.get(index - 1)) && isNewThing(tokens, index)) {
        return index;
      }
      index = group(tokens, index);
    }
    return index;
  }

  /**
   * Returns where the value of a clause ends: also before a comma with a clause behind it, and
   * before a clause with a colon, which are slips.
   */
  static int clauseValue(List<Token> tokens, int start) {
    int end = value(tokens, start);
    for (int index = group(tokens, start); index < end; index = group(tokens, index)) {
      boolean comma = Tokens.is(tokens.get(index), COMMA) && isClauseWord(tokens, index + 1);
      boolean named = isClauseWord(tokens, index)
          && Tokens.endsOperand(tokens.get(index - 1))
          && index + 1 < end
          && Tokens.is(tokens.get(index + 1), COLON);
      if (comma || named) {
        return index;
      }
    }
    return end;
  }

  private static boolean isClauseWord(List<Token> tokens, int index) {
    return index < tokens.size()
        && Tokens.isWord(tokens.get(index))
        && Vocabulary.isClause(tokens.get(index).getText());
  }

  /** Returns where the next clause begins, whatever stands before it. */
  static int clause(List<Token> tokens, int start) {
    int index = start;
    while (index < tokens.size() && !Tokens.ends(tokens.get(index))) {
      boolean behindOperand = index > start && Tokens.endsOperand(tokens.get(index - 1));
      if (behindOperand && Tokens.isWord(tokens.get(index))) {
        return index;
      }
      index = group(tokens, index);
    }
    return index;
  }

  private static boolean isMissing(List<Token> tokens, int start) {
    String word = tokens.get(start).getText();
    return Tokens.isWord(tokens.get(start))
        && Vocabulary.clauses().contains(word)
        && start + 1 < tokens.size()
        && Tokens.beginsOperand(tokens.get(start + 1));
  }

  private static boolean isNewThing(List<Token> tokens, int index) {
    if (Tokens.isWord(tokens.get(index))) {
      return index + 1 >= tokens.size() || !Tokens.is(tokens.get(index + 1), COLON);
    }
    return Tokens.isLiteral(tokens.get(index));
  }
}
