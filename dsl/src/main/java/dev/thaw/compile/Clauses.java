package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.COLON;
import static org.apache.groovy.parser.antlr4.GroovyLexer.COMMA;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RPAREN;

import dev.thaw.diagnostic.DiagnosticCode;
import groovyjarjarantlr4.v4.runtime.Token;

/** Puts in the punctuation that a word's value, or its arguments, leave out. */
final class Clauses {
  private final Rewriting text;
  private final Problems problems;

  /** Whether the clause that comes next has a colon, as a comma before it allows. */
  private boolean named;

  Clauses(Rewriting text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** Reads one clause with its value, from its word on. */
  void clause() {
    Token word = text.here();
    text.put(Tokens.before(word, DOT));
    text.take();
    dropColon(word);
    int end = Ends.clauseValue(text.tokens(), text.at());
    if (text.at() == end) {
      text.empty();
    } else if (Vocabulary.hasPredicate(word.getText())) {
      predicate(text.at(), end);
    } else if (Vocabulary.hasOperation(word.getText()) && Tokens.isWord(text.here())) {
      operation();
    } else {
      arguments(end);
    }
    dropFurtherValues(word);
    dropComma();
  }

  /** A clause may be followed by others with colons: {@code retry 3, backoff: 1.second}. */
  private void dropComma() {
    if (text.has(2)
        && Tokens.is(text.here(), COMMA)
        && Tokens.isWord(text.ahead(1))
        && Tokens.is(text.ahead(2), COLON)) {
      text.skip(1);
      named = true;
    } else if (text.more() && Tokens.is(text.here(), COMMA)) {
      problems.report(
          DiagnosticCode.SYNTAX, text.here(), "No comma stands between clauses.", "Remove it.");
      text.skip(1);
    }
  }

  private void dropColon(Token word) {
    boolean meant = named;
    named = false;
    if (text.more() && Tokens.is(text.here(), COLON) && meant) {
      text.skip(1);
    } else if (text.more() && Tokens.is(text.here(), COLON)) {
      problems.report(
          DiagnosticCode.SYNTAX,
          text.here(),
          "A colon names values only where all of them have one.",
          "Write " + word.getText() + " and its value without a colon.");
      text.skip(1);
    }
  }

  /** Leaves out what stands behind the only value that the word has. */
  void dropFurtherValues(Token word) {
    if (text.more() && Tokens.isLiteral(text.here())) {
      problems.report(
          DiagnosticCode.MISSING_VALUE,
          text.here(),
          word.getText() + " has more than one value.",
          "Give it exactly one; several belong into a list, as ['a', 'b'].");
      text.goTo(Ends.clause(text.tokens(), text.at()));
    }
  }

  /** Puts braces around a predicate that has none. */
  void predicate(int start, int end) {
    text.goTo(start);
    if (text.isGroup(end, LPAREN) && text.at() + 1 < end && Tokens.is(text.ahead(1), LBRACE)) {
      text.copyTo(end);
      return;
    }
    boolean braces = text.isGroup(end, LBRACE);
    text.insert(LPAREN);
    if (!braces) {
      text.insert(LBRACE);
    }
    text.copyTo(end);
    if (!braces) {
      text.put(Tokens.after(text.token(end - 1), RBRACE));
    }
    text.put(Tokens.after(text.token(end - 1), RPAREN));
  }

  private void operation() {
    text.insert(LPAREN);
    text.take();
    int end = Ends.arguments(text.tokens(), text.at());
    if (text.at() < end) {
      arguments(end);
    }
    text.put(Tokens.after(text.token(end - 1), RPAREN));
  }

  /** Puts parentheses around what stands behind a word. */
  void arguments(int end) {
    if (text.at() == end) {
      text.empty();
    } else if (text.isGroup(end, LPAREN)) {
      text.copyTo(end);
    } else {
      text.insert(LPAREN);
      copyArguments(end);
      text.put(Tokens.after(text.token(end - 1), RPAREN));
    }
  }

  /** Copies values, and puts in the comma that is missing between named ones. */
  private void copyArguments(int end) {
    int start = text.at();
    while (text.at() < end) {
      Token token = text.here();
      if (text.at() > start && Tokens.isWord(token) && Tokens.endsOperand(text.ahead(-1))) {
        problems.report(
            DiagnosticCode.SYNTAX,
            token,
            "A comma is missing before " + token.getText() + ".",
            "Write a comma between named values, or leave their colons out.");
        text.insert(COMMA);
      }
      text.copyTo(Math.min(end, Ends.group(text.tokens(), text.at())));
    }
  }
}
