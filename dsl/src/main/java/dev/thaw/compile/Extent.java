package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.ADD;
import static org.apache.groovy.parser.antlr4.GroovyLexer.BITNOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.COMMA;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DEC;
import static org.apache.groovy.parser.antlr4.GroovyLexer.ELSE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.IF;
import static org.apache.groovy.parser.antlr4.GroovyLexer.INC;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SEMI;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SUB;

import dev.thaw.diagnostic.DiagnosticCode;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Holds statements to the bounds that a parser, which recurses, can follow. */
final class Extent {
  static final int DEPTH = 200;
  static final int OPERATORS = 1_000;

  private static final int SIGNS_IN_A_ROW = 10;
  private static final Set<Integer> SIGNS = Set.of(BITNOT, ADD, SUB, INC, DEC);

  private final List<Token> tokens;
  private final Problems problems;
  private final int[] branches = new int[DEPTH + 2];
  private int operators;
  private int signs;
  private int index;
  private int depth;
  private boolean behindOperand;
  private boolean behindElse;
  private boolean exceeded;

  Extent(List<Token> tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /** Begins a statement. */
  void begin() {
    operators = 0;
    Arrays.fill(branches, 0);
  }

  /**
   * Takes the next token, and returns whether it is one too many, which has been reported then.
   *
   * @param place where it stands
   * @param start where the statement begins
   * @param open how many brackets are open behind it
   */
  boolean exceeds(int place, int start, int open) {
    Token token = tokens.get(place);
    index = place;
    depth = open;
    behindOperand = place > start && Tokens.endsOperand(tokens.get(place - 1));
    behindElse = place > start && Tokens.is(tokens.get(place - 1), ELSE);
    if (Tokens.opens(token) && open > DEPTH) {
      tooLarge(token, "This is nested deeper than " + DEPTH + " brackets.", "Take it apart.");
    }
    if (token.getText().length() > Limits.NAME && Tokens.isName(token)) {
      tooLarge(
          token,
          "This name has more than " + Limits.NAME + " letters.",
          "Write a shorter one; a long text stands in quotes.");
    }
    countSigns(token);
    count(token);
    return exceeded;
  }

  /** A sign before an operand nests what is behind it, without a bracket. */
  private void countSigns(Token token) {
    boolean sign = Tokens.is(token, NOT) || SIGNS.contains(token.getType()) && !behindOperand;
    signs = sign ? signs + 1 : 0;
    if (signs > SIGNS_IN_A_ROW) {
      tooLarge(
          token, "More than " + SIGNS_IN_A_ROW + " signs stand in a row.", "Write one or none.");
    }
  }

  private void count(Token token) {
    int type = token.getType();
    if (type == NL && goesOn()) {
      operators++;
    } else if (type == NL || type == SEMI || type == COMMA || type == LBRACE || type == RBRACE) {
      operators = 0;
    } else if (type == ELSE) {
      branches[depth]++;
    } else if (Tokens.opens(token)) {
      operators += behindOperand ? 1 : 0;
    } else if (!Tokens.closes(token)) {
      boolean operand = (Tokens.endsOperand(token) || Tokens.isLiteral(token)) && !behindOperand;
      operators += operand ? 0 : 1;
    }
    if (type == IF && !behindElse) {
      branches[depth] = 0;
    }
    if (operators > OPERATORS) {
      tooLarge(
          token,
          "This expression has more than " + OPERATORS + " operators.",
          "Take it apart, or write a list: name in [...].");
    }
    if (branches[depth] > DEPTH) {
      tooLarge(token, "This if has more than " + DEPTH + " branches.", "Take it apart.");
    }
  }

  /** A line within a block that begins with a clause lengthens the statement before it. */
  private boolean goesOn() {
    return !Tokens.is(tokens.get(index + 1), NL) && Lines.continues(tokens, index + 1);
  }

  private void tooLarge(Token token, String problem, String cure) {
    problems.report(DiagnosticCode.TOO_LARGE, token, problem, cure);
    exceeded = true;
  }
}
