package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.LPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RPAREN;

import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;

/** Copies tokens one after the other, and takes others in between. */
final class Rewriting {
  private final List<Token> in;
  private final List<Token> out = new ArrayList<>();
  private int at;

  Rewriting(List<Token> in) {
    this.in = in;
  }

  /** Returns what has been written so far. */
  List<Token> written() {
    return out;
  }

  List<Token> tokens() {
    return in;
  }

  int size() {
    return in.size();
  }

  Token token(int index) {
    return in.get(index);
  }

  /** Returns the place of the token that comes next. */
  int at() {
    return at;
  }

  boolean more() {
    return at < in.size();
  }

  /** Returns whether there is a token so far behind the next one. */
  boolean has(int ahead) {
    return at + ahead < in.size();
  }

  /** Returns the token that comes next. */
  Token here() {
    return in.get(at);
  }

  Token ahead(int distance) {
    return in.get(at + distance);
  }

  /** Goes on at that place; what lies between is not copied. */
  void goTo(int place) {
    at = place;
  }

  void skip(int tokens) {
    at += tokens;
  }

  /** Copies the next token. */
  void take() {
    out.add(in.get(at++));
  }

  void copyTo(int end) {
    while (at < end) {
      take();
    }
  }

  /** Copies the parentheses that come next, if there are any, with what they hold. */
  void takeGroup() {
    if (more() && Tokens.is(here(), LPAREN)) {
      copyTo(Ends.group(in, at));
    }
  }

  void put(Token token) {
    out.add(token);
  }

  /** Puts a token of that type in before the next one. */
  void insert(int type) {
    out.add(Tokens.before(here(), type));
  }

  /** Puts empty parentheses in behind the last one. */
  void empty() {
    out.add(Tokens.after(ahead(-1), LPAREN));
    out.add(Tokens.after(ahead(-1), RPAREN));
  }

  /** Returns whether all up to there is one group of that bracket. */
  boolean isGroup(int end, int opening) {
    return Tokens.is(here(), opening) && Ends.group(in, at) == end;
  }
}
