package dev.thaw.compile;

import groovyjarjarantlr4.v4.runtime.BailErrorStrategy;
import groovyjarjarantlr4.v4.runtime.Parser;
import groovyjarjarantlr4.v4.runtime.RecognitionException;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.Optional;

/**
 * Stops the parser at its first error and remembers the farthest token that it looked at.
 *
 * <p>That is the one which fits nowhere. The place that the parser itself tells is where it had to
 * decide how to read what follows, often the statement's beginning (B. Ford, "Packrat parsing",
 * 2002, 3.2.4).
 */
final class Offence extends BailErrorStrategy {
  private Optional<Token> token = Optional.empty();

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

  /** The stream fetches tokens only when they are looked at. */
  private void remember(Parser parser) {
    var stream = parser.getInputStream();
    token = Optional.of(stream.get(stream.size() - 1));
  }

  Optional<Token> token() {
    return token;
  }
}
