package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.ADD;
import static org.apache.groovy.parser.antlr4.GroovyLexer.AND;
import static org.apache.groovy.parser.antlr4.GroovyLexer.ASSIGN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.BooleanLiteral;
import static org.apache.groovy.parser.antlr4.GroovyLexer.COLON;
import static org.apache.groovy.parser.antlr4.GroovyLexer.COMMA;
import static org.apache.groovy.parser.antlr4.GroovyLexer.CapitalizedIdentifier;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DEF;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DIV;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.ELSE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.EQUAL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.FINAL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.FOR;
import static org.apache.groovy.parser.antlr4.GroovyLexer.FloatingPointLiteral;
import static org.apache.groovy.parser.antlr4.GroovyLexer.GE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.GStringBegin;
import static org.apache.groovy.parser.antlr4.GroovyLexer.GStringEnd;
import static org.apache.groovy.parser.antlr4.GroovyLexer.GT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.IF;
import static org.apache.groovy.parser.antlr4.GroovyLexer.IN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.Identifier;
import static org.apache.groovy.parser.antlr4.GroovyLexer.IntegerLiteral;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACK;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.MOD;
import static org.apache.groovy.parser.antlr4.GroovyLexer.MUL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NOTEQUAL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NOT_IN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NullLiteral;
import static org.apache.groovy.parser.antlr4.GroovyLexer.OR;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RBRACK;
import static org.apache.groovy.parser.antlr4.GroovyLexer.REGEX_FIND;
import static org.apache.groovy.parser.antlr4.GroovyLexer.REGEX_MATCH;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SAFE_DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SEMI;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SUB;
import static org.apache.groovy.parser.antlr4.GroovyLexer.StringLiteral;

import groovyjarjarantlr4.v4.runtime.CommonToken;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.Set;

/** What kinds of token there are, as far as the filters care. */
final class Tokens {
  private static final Set<Integer> LITERALS = Set.of(
      StringLiteral,
      GStringBegin,
      IntegerLiteral,
      FloatingPointLiteral,
      BooleanLiteral,
      NullLiteral);
  private static final Set<Integer> CLOSING = Set.of(RPAREN, RBRACE, RBRACK);
  private static final Set<Integer> OPENING = Set.of(LPAREN, LBRACE, LBRACK);

  /** Those that stand only between two operands, so that a line cannot end or begin with one. */
  private static final Set<Integer> INFIX = Set.of(
      AND,
      OR,
      EQUAL,
      NOTEQUAL,
      LT,
      LE,
      GT,
      GE,
      IN,
      NOT_IN,
      REGEX_FIND,
      REGEX_MATCH,
      ASSIGN,
      ADD,
      SUB,
      MUL,
      DIV,
      MOD);

  private static final Set<Integer> GOING_ON_BEFORE = Set.of(DOT, SAFE_DOT, COMMA, NOT, COLON);
  private static final Set<Integer> NEVER_FIRST = Set.of(
      AND,
      OR,
      EQUAL,
      NOTEQUAL,
      LT,
      LE,
      GT,
      GE,
      IN,
      NOT_IN,
      REGEX_FIND,
      REGEX_MATCH,
      ASSIGN,
      MUL,
      DIV,
      MOD,
      DOT,
      SAFE_DOT,
      COMMA);

  private Tokens() {}

  static boolean is(Token token, int type) {
    return token.getType() == type;
  }

  static boolean isWord(Token token) {
    return token.getType() == Identifier;
  }

  static boolean isName(Token token) {
    return token.getType() == Identifier || token.getType() == CapitalizedIdentifier;
  }

  static boolean isNumber(Token token) {
    return token.getType() == IntegerLiteral || token.getType() == FloatingPointLiteral;
  }

  static boolean isLiteral(Token token) {
    return LITERALS.contains(token.getType());
  }

  static boolean opens(Token token) {
    return OPENING.contains(token.getType());
  }

  static boolean closes(Token token) {
    return CLOSING.contains(token.getType());
  }

  static boolean ends(Token token) {
    return is(token, NL)
        || is(token, SEMI)
        || is(token, ELSE)
        || is(token, Token.EOF)
        || closes(token);
  }

  /**
   * Returns whether an operand can end with the token: what follows is an operator or a new thing.
   */
  static boolean endsOperand(Token token) {
    return is(token, Identifier)
        || is(token, CapitalizedIdentifier)
        || is(token, GStringEnd)
        || isLiteral(token) && !is(token, GStringBegin)
        || closes(token);
  }

  /** Returns whether an operand can begin with the token, and no operator can. */
  static boolean beginsOperand(Token token) {
    return is(token, Identifier)
        || is(token, CapitalizedIdentifier)
        || isLiteral(token)
        || opens(token)
        || is(token, NOT);
  }

  /** Returns whether a value begins with it behind a clause's word, which is no operand itself. */
  static boolean beginsValue(Token token) {
    return beginsOperand(token) || is(token, SUB);
  }

  static boolean isInfix(Token token) {
    return INFIX.contains(token.getType());
  }

  static boolean goesOnAfter(Token last) {
    return isInfix(last) || GOING_ON_BEFORE.contains(last.getType());
  }

  static boolean goesOnWith(Token first) {
    return NEVER_FIRST.contains(first.getType());
  }

  static boolean opensBlock(Token token) {
    return is(token, LBRACE);
  }

  static boolean beginsStatement(Token token) {
    return is(token, DEF) || is(token, FINAL) || is(token, IF) || is(token, FOR);
  }

  static boolean glued(Token left, Token right) {
    return left.getStopIndex() + 1 == right.getStartIndex();
  }

  /** Returns a token without width just before {@code next}. */
  static Token before(Token next, int type) {
    var token = new CommonToken(next);
    token.setType(type);
    token.setText("");
    token.setChannel(Token.DEFAULT_CHANNEL);
    token.setStopIndex(next.getStartIndex() - 1);
    return token;
  }

  /** Returns a token without width right behind {@code previous}. */
  static Token after(Token previous, int type) {
    var token = (CommonToken) before(previous, type);
    String text = previous.getText();
    int lastBreak = text.lastIndexOf('\n');
    int length = text.codePointCount(lastBreak + 1, text.length());
    if (lastBreak >= 0) {
      token.setLine(
          previous.getLine() + (int) text.chars().filter(c -> c == '\n').count());
    }
    token.setCharPositionInLine(lastBreak < 0 ? previous.getCharPositionInLine() + length : length);
    token.setStartIndex(previous.getStopIndex() + 1);
    token.setStopIndex(previous.getStopIndex());
    return token;
  }

  /** Returns a copy of the token of another type and text, at the same place. */
  static CommonToken like(Token original, int type, String text) {
    var token = new CommonToken(original);
    token.setType(type);
    token.setText(text);
    return token;
  }
}
