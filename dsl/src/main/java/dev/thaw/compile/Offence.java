package dev.thaw.compile;

import groovyjarjarantlr4.v4.runtime.BailErrorStrategy;
import groovyjarjarantlr4.v4.runtime.Parser;
import groovyjarjarantlr4.v4.runtime.RecognitionException;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.Optional;
import org.apache.groovy.parser.antlr4.GroovySyntaxError;

/**
 * Stops the parser at its first error and remembers the farthest token that it looked at.
 *
 * <p>That is the one which fits nowhere. The place that the parser itself tells is where it had to
 * decide how to read what follows, often the statement's beginning (B. Ford, "Packrat parsing",
 * 2002, 3.2.4).
 */
final class Offence extends BailErrorStrategy {
  private final boolean twice;
  private Optional<Token> token = Optional.empty();

  /**
   * After an error Groovy's builder runs the parser again in a mode that is many times slower.
   *
   * @param twice whether it may. What it takes then in addition, no runbook has; but its tree tells
   *     better what is not part of the language
   */
  Offence(boolean twice) {
    this.twice = twice;
  }

  @Override
  public void recover(Parser parser, RecognitionException error) {
    remember(parser);
    super.recover(parser, error);
  }

  @Override
  public Token recoverInline(Parser parser) {
    remember(parser);
    return super.recoverInline(parser);
  }

  /**
   * The stream fetches tokens only when they are looked at. An error that is said to be the lexer's
   * keeps the builder from trying again.
   */
  private void remember(Parser parser) {
    var stream = parser.getInputStream();
    Token farthest = stream.get(stream.size() - 1);
    token = Optional.of(farthest);
    if (!twice) {
      throw new GroovySyntaxError(
          "", GroovySyntaxError.LEXER, farthest.getLine(), farthest.getCharPositionInLine() + 1);
    }
  }

  Optional<Token> token() {
    return token;
  }
}
