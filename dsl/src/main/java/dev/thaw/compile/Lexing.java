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
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;

/**
 * Splits a script into Groovy's tokens, and goes on where Groovy would stop.
 *
 * <p>What cannot be read stays in the list as an {@code UNEXPECTED_CHAR}, reported already, so that
 * its statement can be left out.
 */
final class Lexing {
  static final int TOKENS = 300_000;

  /** Each costs a look at all that follows. */
  private static final int UNFINISHED = 20;

  private static final Pattern WORD = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  /**
   * What opens something of several lines, and what closes it. The lexer makes two tokens of the
   * opening if no end follows, and reads to the end of the file once more at each of them.
   */
  private static final Map<String, String> LONG =
      Map.of("/*", "*/", "'''", "'''", "\"\"\"", "\"\"\"", "$/", "/$");

  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private int unfinished;
  private int brokenLine;
  private int commentLine;
  private boolean ended;

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
      } while (token.getType() != Token.EOF && !ended);
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
    boolean visible = token.getType() != NL && token.getType() != Token.EOF;
    if (visible && token.getLine() == commentLine) {
      return;
    }
    if (visible && tokens.size() >= TOKENS) {
      problems.report(
          DiagnosticCode.TOO_LARGE,
          token,
          "The script has more than " + TOKENS + " words and signs.",
          "Split it into several scripts.");
      tokens.clear();
      end(token);
    } else if (!endless(token)) {
      add(token);
    }
  }

  private void add(Token token) {
    if (token.getType() != UNEXPECTED_CHAR) {
      tokens.add(isName(token) ? Tokens.like(token, Identifier, token.getText()) : named(token));
    } else if (Misread.isComment(token)) {
      Misread.report(token, problems);
      commentLine = token.getLine();
    } else {
      if (brokenLine != token.getLine()) {
        Misread.report(token, problems);
      }
      brokenLine = token.getLine();
      tokens.add(token);
    }
  }

  private Token named(Token token) {
    return Tokens.isName(token) ? Misread.plain(token, behindDot(), problems) : token;
  }

  private boolean behindDot() {
    return !tokens.isEmpty() && Tokens.is(tokens.get(tokens.size() - 1), DOT);
  }

  /** Behind a dot every word is a name: {@code label.in} is no operator. */
  private boolean isName(Token token) {
    return behindDot() && WORD.matcher(token.getText()).matches();
  }

  /** Returns whether the token is the second half of an opening that is never closed. */
  private boolean endless(Token token) {
    if (tokens.isEmpty() || !Tokens.glued(tokens.get(tokens.size() - 1), token)) {
      return false;
    }
    Token before = tokens.get(tokens.size() - 1);
    String opening = before.getText() + token.getText();
    String closing = LONG.get(opening);
    if (closing == null) {
      return false;
    }
    problems.report(
        DiagnosticCode.SYNTAX,
        Tokens.like(before, UNEXPECTED_CHAR, opening),
        "The " + (closing.equals("*/") ? "comment" : "text") + " that begins here does not end.",
        "Close it with " + closing + ".");
    tokens.remove(tokens.size() - 1);
    end(before);
    return true;
  }

  /** Behind what does not end there is nothing to read: its statement is broken, and the last. */
  private void end(Token broken) {
    tokens.add(Tokens.like(broken, UNEXPECTED_CHAR, broken.getText()));
    tokens.add(Tokens.after(broken, Token.EOF));
    ended = true;
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
    Token quote = Tokens.like(begin, UNEXPECTED_CHAR, "\"");
    if (!Misread.reportEscape(quote, problems)) {
      problems.report(
          DiagnosticCode.SYNTAX,
          problems.places().of(quote),
          "The text that begins here does not end.",
          "Close it, and write a dollar that is meant as one as \\$.");
    }
    if (++unfinished == UNFINISHED) {
      end(begin);
      return true;
    }
    tokens.add(Tokens.like(begin, UNEXPECTED_CHAR, begin.getText()));
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
