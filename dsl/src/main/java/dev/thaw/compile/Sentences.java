package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.ADD;
import static org.apache.groovy.parser.antlr4.GroovyLexer.AT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.CLASS;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DEF;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.ENUM;
import static org.apache.groovy.parser.antlr4.GroovyLexer.FINAL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.INTERFACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RECORD;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SAFE_DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SEMI;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SUB;
import static org.apache.groovy.parser.antlr4.GroovyLexer.StringLiteral;
import static org.apache.groovy.parser.antlr4.GroovyLexer.TRAIT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.UNEXPECTED_CHAR;

import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.DiagnosticCode;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a script into its top-level statements, and holds each to the bounds before any parser sees
 * it.
 *
 * <p>Parsers recurse: what is nested too deep, or is one endless expression, must be refused here.
 * A statement with a problem is left out, so that the others can be parsed nonetheless.
 */
final class Sentences {
  private static final Map<String, String> PAIRS = Map.of("(", ")", "[", "]", "{", "}");
  private static final Set<Integer> DECLARATIONS = Set.of(CLASS, INTERFACE, ENUM, TRAIT, RECORD);

  private final List<Token> tokens;
  private final Problems problems;
  private final List<List<Token>> sentences = new ArrayList<>();
  private final Deque<Token> open = new ArrayDeque<>();
  private int start;
  private final Extent extent;
  private boolean broken;

  /** The first brace whose closing one stands farther left than its line, if there is one. */
  private Optional<Token> misplaced = Optional.empty();

  private boolean endless;

  /** Behind a bracket that is never closed Groovy's lexer hides line ends. */
  private boolean recovering;

  private Sentences(List<Token> tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
    this.extent = new Extent(tokens, problems);
  }

  /** Returns the healthy statements, each without the line end behind it. */
  static List<List<Token>> of(List<Token> tokens, Problems problems) {
    var cutting = new Sentences(tokens, problems);
    int index = 0;
    while (index < tokens.size() && !cutting.endless) {
      index = cutting.next(index);
    }
    return cutting.sentences;
  }

  /** Takes the token at that place, and returns where to go on. */
  private int next(int index) {
    Token token = tokens.get(index);
    if (Tokens.is(token, Token.EOF)) {
      return atEnd(index);
    }
    if (recovering && index > start && open.isEmpty() && begins(index)) {
      cut(index, index);
    }
    if (Tokens.opens(token)) {
      open.push(token);
    } else if (Tokens.closes(token) && !close(token, index)) {
      return resume(index);
    } else if (open.isEmpty() && endsSentence(token, index)) {
      cut(index, index + 1);
      return index + 1;
    }
    endless = extent.exceeds(index, start, open.size());
    inspect(token, index);
    return index + 1;
  }

  /** A brace that begins its line stands below the line of its opening one, or is another's. */
  private boolean misplaces(Token opening, int index) {
    Token token = tokens.get(index);
    return Tokens.is(token, RBRACE)
        && opening.getLine() < token.getLine()
        && tokens.get(index - 1).getLine()
            < token.getLine() + (Tokens.is(tokens.get(index - 1), NL) ? 1 : 0)
        && token.getCharPositionInLine() < problems.places().indentation(opening);
  }

  private boolean close(Token token, int index) {
    Token opening = open.peek();
    if (broken && (opening == null || !PAIRS.get(bracket(opening)).equals(token.getText()))) {
      return false;
    }
    if (opening == null && index > start && isCutPattern(tokens.get(index - 1))) {
      report(
          tokens.get(index - 1),
          "This regular expression ends at its second /, within [.",
          "Write \\/ for a / in it.");
      return false;
    }
    if (opening == null) {
      report(token, "Nothing is open that this " + token.getText() + " could close.", "Remove it.");
      return false;
    }
    String wanted = PAIRS.get(bracket(opening));
    if (!wanted.equals(token.getText())) {
      report(
          token,
          "This " + token.getText() + " does not close the " + bracket(opening) + " of "
              + problems.places().of(opening) + ".",
          "Write " + wanted + " first.");
      return false;
    }
    open.pop();
    if (misplaced.isEmpty() && index > 0 && misplaces(opening, index)) {
      misplaced = Optional.of(opening);
    }
    return true;
  }

  /** In {@code /[/]/} the slash within the brackets ends the text. */
  private static boolean isCutPattern(Token token) {
    String text = token.getText();
    return Tokens.is(token, StringLiteral)
        && text.startsWith("/")
        && text.lastIndexOf('[') > text.lastIndexOf(']');
  }

  /** A safe index, which no runbook has, opens with two symbols. */
  private static String bracket(Token opening) {
    String text = opening.getText();
    return text.substring(text.length() - 1);
  }

  private boolean endsSentence(Token token, int index) {
    if (Tokens.is(token, SEMI)) {
      return true;
    }
    return Tokens.is(token, NL)
        && (index == start || !Lines.continues(tokens, Lines.afterLineEnds(tokens, index)));
  }

  private void inspect(Token token, int index) {
    int type = token.getType();
    boolean name = index > start && isDot(tokens.get(index - 1));
    if (type == UNEXPECTED_CHAR) {
      broken = true;
    } else if (type == AT && !broken) {
      notAllowed(token, "Annotations are not part of the language.", "Remove it.");
    } else if (DECLARATIONS.contains(type) && !name && declares(type, index) && !broken) {
      notAllowed(token, "A script declares no types.", "Remove the declaration.");
    } else if (!broken && Habits.report(tokens, index, start, problems)) {
      broken = true;
    } else if (dangles(token, index) && !broken) {
      report(
          token,
          "Nothing follows " + token.getText() + ".",
          "Write what it is to be combined with, or remove it.");
    }
  }

  private boolean declares(int type, int index) {
    return type != TRAIT && type != RECORD || Tokens.beginsOperand(tokens.get(index + 1));
  }

  /** Returns whether it is an operator with an operand before it, but none behind. */
  private boolean dangles(Token token, int index) {
    if (!Tokens.isInfix(token) || index == start || !Tokens.endsOperand(tokens.get(index - 1))) {
      return false;
    }
    Token next = tokens.get(index + 1);
    boolean sign = Tokens.is(next, ADD) || Tokens.is(next, SUB);
    boolean longer = Tokens.isInfix(next) && Tokens.glued(token, next);
    return Tokens.ends(next) || Tokens.isInfix(next) && !sign && !longer;
  }

  private static boolean isDot(Token token) {
    return Tokens.is(token, DOT) || Tokens.is(token, SAFE_DOT);
  }

  private void cut(int end, int next) {
    if (!broken && end > start) {
      sentences.add(tokens.subList(start, end));
    } else {
      expectNames(tokens.subList(start, end), problems);
    }
    begin(next);
  }

  /** Tells which names a statement declares that will not be read. */
  static void expectNames(List<Token> sentence, Problems problems) {
    for (int index = 1; index < sentence.size(); index++) {
      Token before = sentence.get(index - 1);
      String text = sentence.get(index).getText();
      if (Tokens.is(before, DEF) || Tokens.is(before, FINAL)) {
        problems.expect(text);
      } else if (Tokens.isWord(before)
          && before.getText().equals(Keyword.PARAM.word())
          && Tokens.is(sentence.get(index), StringLiteral)) {
        problems.expect(text.substring(1, text.length() - 1));
      }
    }
  }

  private void begin(int index) {
    start = index;
    extent.begin();
    misplaced = Optional.empty();
    broken = false;
    open.clear();
  }

  private int atEnd(int index) {
    if (open.isEmpty()) {
      cut(index, index + 1);
      return index + 1;
    }
    Token opening = misplaced.orElse(open.getLast());
    if (!broken) {
      report(
          opening,
          "This " + opening.getText() + " is never closed.",
          "Write the " + PAIRS.get(bracket(opening)) + " that belongs to it.");
    }
    return resume(start);
  }

  /** Goes on with the next line that looks like the beginning of a statement. */
  private int resume(int index) {
    int next = Math.max(index, start) + 1;
    while (next < tokens.size() && !begins(next)) {
      next++;
    }
    expectNames(tokens.subList(start, Math.min(next, tokens.size())), problems);
    begin(next);
    recovering = true;
    return next;
  }

  private boolean begins(int index) {
    Token token = tokens.get(index);
    return token.getCharPositionInLine() == 0
        && !Tokens.closes(token)
        && !Tokens.is(token, NL)
        && !Lines.continues(tokens, index);
  }

  private void report(Token token, String problem, String cure) {
    problems.report(DiagnosticCode.SYNTAX, token, problem, cure);
    broken = true;
  }

  private void notAllowed(Token token, String problem, String cure) {
    problems.report(DiagnosticCode.NOT_ALLOWED, token, problem, cure);
    broken = true;
  }
}
