package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.COLON;
import static org.apache.groovy.parser.antlr4.GroovyLexer.COMMA;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DEF;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.ELSE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.FINAL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.FOR;
import static org.apache.groovy.parser.antlr4.GroovyLexer.IF;
import static org.apache.groovy.parser.antlr4.GroovyLexer.Identifier;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SEMI;
import static org.apache.groovy.parser.antlr4.GroovyLexer.WHILE;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.OperationCatalog;
import dev.thaw.diagnostic.DiagnosticCode;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts in the punctuation that statements leave out: {@code pause where paused timeout 5.seconds}
 * becomes {@code pause().where({paused}).timeout(5.seconds)}.
 *
 * <p>Groovy reads most such sentences rightly by itself, but misreads others without a word of
 * complaint ({@code where name in ['a']} tests whether {@code where(name)} is in the list). With
 * explicit punctuation there is nothing to guess. Two operands in a row never make an expression,
 * so a word right behind an operand is a clause, known or not. Put-in tokens have no width: places
 * stay the user's.
 */
final class Commands {
  private static final String WHERE = Clause.WHERE.word();

  private final List<Token> in;
  private final Problems problems;
  private final List<Token> out = new ArrayList<>();
  private int at;

  /** Whether the clause that comes next has a colon, as a comma before it allows. */
  private boolean named;

  /** Within defaults a clause begins a line of its own. */
  private boolean settings;

  private Commands(List<Token> in, Problems problems) {
    this.in = in;
    this.problems = problems;
  }

  /** Returns the statement with its punctuation. */
  static List<Token> punctuate(List<Token> sentence, Problems problems) {
    var commands = new Commands(sentence, problems);
    commands.block();
    return commands.out;
  }

  /** Returns the tokens of a predicate as the only clause of a statement. */
  static List<Token> predicate(List<Token> tokens, Problems problems) {
    var commands = new Commands(tokens, problems);
    commands.out.add(Tokens.like(Tokens.before(tokens.get(0), Identifier), Identifier, WHERE));
    commands.predicate(0, tokens.size());
    return commands.out;
  }

  private void block() {
    while (at < in.size()) {
      Token token = in.get(at);
      if (Tokens.is(token, NL) || Tokens.is(token, SEMI)) {
        take();
      } else if (Tokens.closes(token)) {
        return;
      } else {
        statement();
      }
    }
  }

  private void statement() {
    Token token = in.get(at);
    if (Tokens.isWord(token) && at + 1 < in.size() && Tokens.is(in.get(at + 1), COLON)) {
      dropLabel(token);
    } else if (Tokens.is(token, IF) || Tokens.is(token, FOR) || Tokens.is(token, WHILE)) {
      take();
      takeGroup();
      body();
    } else if (Tokens.is(token, ELSE)) {
      take();
      body();
    } else if (Tokens.is(token, LBRACE)) {
      braces();
    } else if (Tokens.isWord(token) && Vocabulary.hasBlock(token.getText()) && bodyBrace() > 0) {
      keyword();
    } else if (opensBlock()) {
      copyTo(Ends.blockBrace(in, at));
      braces();
    } else if (Ends.isCommand(in, at)) {
      command();
    } else {
      line(Tokens.is(token, DEF) || Tokens.is(token, FINAL));
    }
  }

  /** Copies a line; a constant has one value, and a second one would be read as a call. */
  private void line(boolean constant) {
    int end = Ends.line(in, at);
    for (int index = at + 1; constant && index < end; index = Ends.group(in, index)) {
      if (Tokens.isLiteral(in.get(index))
          && Tokens.endsOperand(in.get(index - 1))
          && !Tokens.is(in.get(index - 1), RPAREN)) {
        copyTo(index);
        dropFurtherValues(in.get(Math.min(end - 1, firstWord(index))));
        at = end;
        return;
      }
    }
    copyTo(end);
  }

  private int firstWord(int end) {
    int index = 0;
    while (index < end && !Tokens.isWord(in.get(index))) {
      index++;
    }
    return index;
  }

  private void dropLabel(Token word) {
    problems.report(
        DiagnosticCode.NOT_ALLOWED,
        word,
        word.getText() + ": at the beginning of a statement names nothing.",
        "Write " + word.getText() + " without a colon.");
    at += 2;
  }

  private void body() {
    while (at < in.size() && Tokens.is(in.get(at), NL)) {
      take();
    }
    if (at < in.size() && !Tokens.closes(in.get(at))) {
      statement();
    }
  }

  /** Returns the brace of the block behind the word and its arguments, or -1 if there is none. */
  private int bodyBrace() {
    int index = at + 1;
    while (index < in.size() && !Tokens.ends(in.get(index))) {
      if (Tokens.is(in.get(index), LBRACE)) {
        return index;
      }
      index = Ends.group(in, index);
    }
    return -1;
  }

  private void keyword() {
    Token word = in.get(at);
    int brace = bodyBrace();
    take();
    if (at == brace) {
      empty();
    } else {
      arguments(brace);
    }
    boolean before = settings;
    settings = Vocabulary.hasSettings(word.getText());
    braces();
    settings = before;
    goOnWithBlocks();
    while (at < in.size() && Tokens.isWord(in.get(at)) && !Tokens.ends(in.get(at))) {
      clause();
    }
  }

  /** A block that goes on with this one may stand on the next line. */
  private void goOnWithBlocks() {
    int next = Lines.afterLineEnds(in, at);
    while (next + 1 < in.size()
        && Tokens.isWord(in.get(next))
        && Vocabulary.continuesBlock(in.get(next).getText())
        && Tokens.is(in.get(next + 1), LBRACE)) {
      at = next;
      out.add(Tokens.before(in.get(at), DOT));
      take();
      empty();
      braces();
      next = Lines.afterLineEnds(in, at);
    }
  }

  private boolean opensBlock() {
    String word = in.get(at).getText();
    return Tokens.isWord(in.get(at))
        && Ends.blockBrace(in, at) > 0
        && !Vocabulary.isClause(word)
        && OperationCatalog.find(word).isEmpty();
  }

  private void braces() {
    take();
    block();
    if (at < in.size()) {
      take();
    }
  }

  private void command() {
    Token verb = in.get(at);
    take();
    arguments(Ends.arguments(in, at));
    dropFurtherValues(verb);
    skipJoinedLines();
    while (at < in.size() && Tokens.isWord(in.get(at)) && !Tokens.ends(in.get(at))) {
      clause();
      skipJoinedLines();
    }
  }

  private void skipJoinedLines() {
    int next = Lines.afterLineEnds(in, at);
    if (!settings
        && at < in.size()
        && Tokens.is(in.get(at), NL)
        && next < in.size()
        && !Tokens.is(in.get(next), ELSE)
        && Lines.continues(in, next)) {
      at = next;
    }
  }

  private void clause() {
    Token word = in.get(at);
    out.add(Tokens.before(word, DOT));
    take();
    dropColon(word);
    int end = Ends.clauseValue(in, at);
    if (at == end) {
      empty();
    } else if (Vocabulary.hasPredicate(word.getText())) {
      predicate(at, end);
    } else if (Vocabulary.hasOperation(word.getText()) && Tokens.isWord(in.get(at))) {
      operation();
    } else {
      arguments(end);
    }
    dropFurtherValues(word);
    dropComma();
  }

  /** A clause may be followed by others with colons: {@code retry 3, backoff: 1.second}. */
  private void dropComma() {
    if (at + 2 < in.size()
        && Tokens.is(in.get(at), COMMA)
        && Tokens.isWord(in.get(at + 1))
        && Tokens.is(in.get(at + 2), COLON)) {
      at++;
      named = true;
    } else if (at < in.size() && Tokens.is(in.get(at), COMMA)) {
      problems.report(
          DiagnosticCode.SYNTAX, in.get(at), "No comma stands between clauses.", "Remove it.");
      at++;
    }
  }

  private void dropColon(Token word) {
    boolean meant = named;
    named = false;
    if (at < in.size() && Tokens.is(in.get(at), COLON) && meant) {
      at++;
    } else if (at < in.size() && Tokens.is(in.get(at), COLON)) {
      problems.report(
          DiagnosticCode.SYNTAX,
          in.get(at),
          "A colon names values only where all of them have one.",
          "Write " + word.getText() + " and its value without a colon.");
      at++;
    }
  }

  private void dropFurtherValues(Token word) {
    if (at < in.size() && Tokens.isLiteral(in.get(at))) {
      problems.report(
          DiagnosticCode.MISSING_VALUE,
          in.get(at),
          word.getText() + " has more than one value.",
          "Give it exactly one; several belong into a list, as ['a', 'b'].");
      at = Ends.clause(in, at);
    }
  }

  private void predicate(int start, int end) {
    at = start;
    if (isGroup(end, LPAREN) && at + 1 < end && Tokens.is(in.get(at + 1), LBRACE)) {
      copyTo(end);
      return;
    }
    boolean braces = isGroup(end, LBRACE);
    insert(LPAREN);
    if (!braces) {
      insert(LBRACE);
    }
    copyTo(end);
    if (!braces) {
      out.add(Tokens.after(in.get(end - 1), RBRACE));
    }
    out.add(Tokens.after(in.get(end - 1), RPAREN));
  }

  private void operation() {
    insert(LPAREN);
    take();
    int end = Ends.arguments(in, at);
    if (at < end) {
      arguments(end);
    }
    out.add(Tokens.after(in.get(end - 1), RPAREN));
  }

  private void arguments(int end) {
    if (at == end) {
      empty();
    } else if (isGroup(end, LPAREN)) {
      copyTo(end);
    } else {
      insert(LPAREN);
      copyArguments(end);
      out.add(Tokens.after(in.get(end - 1), RPAREN));
    }
  }

  /** Copies values, and puts in the comma that is missing between named ones. */
  private void copyArguments(int end) {
    int start = at;
    while (at < end) {
      Token token = in.get(at);
      if (at > start && Tokens.isWord(token) && Tokens.endsOperand(in.get(at - 1))) {
        problems.report(
            DiagnosticCode.SYNTAX,
            token,
            "A comma is missing before " + token.getText() + ".",
            "Write a comma between named values, or leave their colons out.");
        insert(COMMA);
      }
      copyTo(Math.min(end, Ends.group(in, at)));
    }
  }

  private void empty() {
    out.add(Tokens.after(in.get(at - 1), LPAREN));
    out.add(Tokens.after(in.get(at - 1), RPAREN));
  }

  private boolean isGroup(int end, int opening) {
    return Tokens.is(in.get(at), opening) && Ends.group(in, at) == end;
  }

  private void takeGroup() {
    if (at < in.size() && Tokens.is(in.get(at), LPAREN)) {
      copyTo(Ends.group(in, at));
    }
  }

  private void insert(int type) {
    out.add(Tokens.before(in.get(at), type));
  }

  private void take() {
    out.add(in.get(at++));
  }

  private void copyTo(int end) {
    while (at < end) {
      take();
    }
  }
}
