package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.COLON;
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

  private final Rewriting text;
  private final Clauses clauses;
  private final Problems problems;

  /** Within defaults a clause begins a line of its own. */
  private boolean settings;

  private Commands(List<Token> in, Problems problems) {
    this.text = new Rewriting(in);
    this.clauses = new Clauses(text, problems);
    this.problems = problems;
  }

  /** Returns the statement with its punctuation. */
  static List<Token> punctuate(List<Token> sentence, Problems problems) {
    var commands = new Commands(MissingDuring.putIn(sentence, problems), problems);
    commands.block();
    return commands.text.written();
  }

  /** Returns the tokens of a predicate as the only clause of a statement. */
  static List<Token> predicate(List<Token> tokens, Problems problems) {
    var text = new Rewriting(tokens);
    text.put(Tokens.like(Tokens.before(tokens.get(0), Identifier), Identifier, WHERE));
    new Clauses(text, problems).predicate(0, tokens.size());
    return text.written();
  }

  private void block() {
    while (text.more()) {
      Token token = text.here();
      if (Tokens.is(token, NL) || Tokens.is(token, SEMI)) {
        text.take();
      } else if (Tokens.closes(token)) {
        return;
      } else {
        statement();
      }
    }
  }

  private void statement() {
    Token token = text.here();
    if (Tokens.isWord(token) && text.has(1) && Tokens.is(text.ahead(1), COLON)) {
      dropLabel(token);
    } else if (Tokens.is(token, IF) || Tokens.is(token, FOR) || Tokens.is(token, WHILE)) {
      text.take();
      text.takeGroup();
      body();
    } else if (Tokens.is(token, ELSE)) {
      text.take();
      body();
    } else if (Tokens.is(token, LBRACE)) {
      braces();
    } else if (Tokens.isWord(token) && Vocabulary.hasBlock(token.getText()) && bodyBrace() > 0) {
      keyword();
    } else if (opensBlock()) {
      text.copyTo(Ends.blockBrace(text.tokens(), text.at()));
      braces();
    } else if (Ends.isCommand(text.tokens(), text.at())) {
      command();
    } else {
      line(Tokens.is(token, DEF) || Tokens.is(token, FINAL));
    }
  }

  /** Copies a line; a constant has one value, and a second one would be read as a call. */
  private void line(boolean constant) {
    int end = Ends.line(text.tokens(), text.at());
    for (int index = text.at() + 1;
        constant && index < end;
        index = Ends.group(text.tokens(), index)) {
      if (Tokens.isLiteral(text.token(index))
          && Tokens.endsOperand(text.token(index - 1))
          && !Tokens.is(text.token(index - 1), RPAREN)) {
        text.copyTo(index);
        clauses.dropFurtherValues(text.token(Math.min(end - 1, firstWord(index))));
        text.goTo(end);
        return;
      }
    }
    text.copyTo(end);
  }

  private int firstWord(int end) {
    int index = 0;
    while (index < end && !Tokens.isWord(text.token(index))) {
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
    text.skip(2);
  }

  private void body() {
    while (text.more() && Tokens.is(text.here(), NL)) {
      text.take();
    }
    if (text.more() && !Tokens.closes(text.here())) {
      statement();
    }
  }

  /** Returns the brace of the block behind the word and its arguments, or -1 if there is none. */
  private int bodyBrace() {
    int index = text.at() + 1;
    while (index < text.size() && !Tokens.ends(text.token(index))) {
      if (Tokens.is(text.token(index), LBRACE)) {
        return index;
      }
      index = Ends.group(text.tokens(), index);
    }
    return -1;
  }

  private void keyword() {
    Token word = text.here();
    int brace = bodyBrace();
    text.take();
    if (text.at() == brace) {
      text.empty();
    } else {
      clauses.arguments(brace);
    }
    boolean before = settings;
    settings = Vocabulary.hasSettings(word.getText());
    braces();
    settings = before;
    goOnWithBlocks();
    while (text.more() && Tokens.isWord(text.here()) && !Tokens.ends(text.here())) {
      clauses.clause();
    }
  }

  /** A block that goes on with this one may stand on the next line. */
  private void goOnWithBlocks() {
    int next = Lines.afterLineEnds(text.tokens(), text.at());
    while (goesOnWithBlock(next)) {
      text.goTo(next);
      goOnWithBlock();
      next = Lines.afterLineEnds(text.tokens(), text.at());
    }
  }

  private boolean goesOnWithBlock(int index) {
    return index + 1 < text.size()
        && Tokens.isWord(text.token(index))
        && Vocabulary.continuesBlock(text.token(index).getText())
        && Tokens.is(text.token(index + 1), LBRACE);
  }

  private void goOnWithBlock() {
    text.put(Tokens.before(text.here(), DOT));
    text.take();
    text.empty();
    braces();
  }

  private boolean opensBlock() {
    String word = text.here().getText();
    return Tokens.isWord(text.here())
        && Ends.blockBrace(text.tokens(), text.at()) > 0
        && !Vocabulary.isClause(word)
        && OperationCatalog.find(word).isEmpty();
  }

  private void braces() {
    text.take();
    block();
    if (text.more()) {
      text.take();
    }
  }

  private void command() {
    Token verb = text.here();
    text.take();
    clauses.arguments(Ends.arguments(text.tokens(), text.at()));
    clauses.dropFurtherValues(verb);
    skipJoinedLines();
    while (text.more() && Tokens.isWord(text.here()) && !Tokens.ends(text.here())) {
      if (goesOnWithBlock(text.at())) {
        goOnWithBlock();
      } else if (goesOnWithoutBraces()) {
        statementWithoutBraces();
      } else {
        clauses.clause();
      }
      skipJoinedLines();
    }
  }

  private boolean goesOnWithoutBraces() {
    return Vocabulary.continuesBlock(text.here().getText())
        && text.has(1)
        && !Tokens.ends(text.ahead(1));
  }

  /** What was meant for the block is read as if it were one. */
  private void statementWithoutBraces() {
    String word = text.here().getText();
    problems.report(
        DiagnosticCode.MISSING_VALUE,
        text.here(),
        word + " has no braces around its statements.",
        "Write " + word + " { … }.");
    text.put(Tokens.before(text.here(), DOT));
    text.take();
    text.empty();
    text.insert(LBRACE);
    if (Tokens.is(text.here(), LPAREN)) {
      text.goTo(Ends.group(text.tokens(), text.at()));
    } else {
      statement();
    }
    text.put(Tokens.after(text.token(text.at() - 1), RBRACE));
  }

  private void skipJoinedLines() {
    int next = Lines.afterLineEnds(text.tokens(), text.at());
    if (!settings
        && text.more()
        && Tokens.is(text.here(), NL)
        && next < text.size()
        && !Tokens.is(text.token(next), ELSE)
        && Lines.continues(text.tokens(), next)) {
      text.goTo(next);
    }
  }
}
