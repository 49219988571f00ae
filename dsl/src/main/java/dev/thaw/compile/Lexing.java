package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.GStringBegin;
import static org.apache.groovy.parser.antlr4.GroovyLexer.GStringEnd;
import static org.apache.groovy.parser.antlr4.GroovyLexer.Identifier;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.UNEXPECTED_CHAR;

import dev.thaw.diagnostic.DiagnosticCode;
import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.RecognitionException;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;

/**
 * Splits a script into Groovy's tokens, and goes on where Groovy would stop.
 *
 * <p>What cannot be read stays in the list as an {@code UNEXPECTED_CHAR}, reported already, so that
 * its statement can be left out.
 */
final class Lexing {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();

  private Lexing(Problems problems) {
    this.problems = problems;
  }

  /** Returns the tokens of the text, without comments and blanks, the end of file last. */
  static List<Token> tokens(String text, Problems problems) {
    var lexing = new Lexing(problems);
    String rest = text;
    while (!lexing.readAll(rest)) {
      rest = lexing.withoutBrokenLine(text);
    }
    return lexing.tokens;
  }

  private boolean readAll(String text) {
    var lexer = new GroovyLangLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.setErrorIgnored(true);
    try {
      Token token;
      do {
        token = lexer.nextToken();
        if (token.getChannel() == Token.DEFAULT_CHANNEL && !onlyFirst(token)) {
          read(token);
        }
      } while (token.getType() != Token.EOF);
      return true;
    } catch (RecognitionException | IllegalStateException unfinishedText) {
      return breakOff();
    }
  }

  /** A restarted lexer begins with the line ends of what was read before. */
  private boolean onlyFirst(Token token) {
    return token.getType() == NL
        && (tokens.isEmpty() || tokens.get(tokens.size() - 1).getType() == NL);
  }

  private void read(Token token) {
    if (token.getType() == UNEXPECTED_CHAR) {
      String symbol = token.getText();
      boolean quote = symbol.equals("'") || symbol.equals("\"") || symbol.equals("/");
      if (!brokenOn(token.getLine())) {
        problems.report(
            DiagnosticCode.SYNTAX,
            token,
            quote
                ? "The text that begins here does not end."
                : "The symbol " + symbol + " means nothing here.",
            quote ? "Close it with " + symbol + " on the same line." : "Remove it.");
      }
    }
    tokens.add(isName(token) ? Tokens.like(token, Identifier, token.getText()) : token);
  }

  /** Behind a dot every word is a name: {@code label.in} is no operator. */
  private boolean isName(Token token) {
    return !tokens.isEmpty()
        && Tokens.is(tokens.get(tokens.size() - 1), DOT)
        && WORD.matcher(token.getText()).matches();
  }

  private boolean brokenOn(int line) {
    for (int index = tokens.size() - 1;
        index >= 0 && tokens.get(index).getLine() == line;
        index--) {
      if (tokens.get(index).getType() == UNEXPECTED_CHAR) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reports the innermost text that has no end, and returns whether there is nothing more to read.
   */
  private boolean breakOff() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int index = 0; index < tokens.size(); index++) {
      int type = tokens.get(index).getType();
      if (type == GStringBegin) {
        open.push(index);
      } else if (type == GStringEnd) {
        open.poll();
      }
    }
    int index = open.isEmpty() ? tokens.size() - 1 : open.getLast();
    if (index < 0) {
      return true;
    }
    Token begin = tokens.get(index);
    tokens.subList(index, tokens.size()).clear();
    tokens.add(Tokens.like(begin, UNEXPECTED_CHAR, begin.getText()));
    problems.report(
        DiagnosticCode.SYNTAX,
        problems.places().of(Tokens.like(begin, UNEXPECTED_CHAR, "\"")),
        "The text that begins here does not end.",
        "Close it, and write a dollar that is meant as one as \\$.");
    return false;
  }

  private String withoutBrokenLine(String text) {
    Token broken = tokens.get(tokens.size() - 1);
    int end = text.indexOf('\n', text.offsetByCodePoints(0, broken.getStartIndex()));
    if (end < 0) {
      end = text.length();
    }
    var blank = new StringBuilder(text.length());
    for (int index = 0; index < end; index++) {
      char symbol = text.charAt(index);
      if (symbol == '\n') {
        blank.append('\n');
      } else if (!Character.isLowSurrogate(symbol)) {
        blank.append(' ');
      }
    }
    return blank.append(text, end, text.length()).toString();
  }
}
