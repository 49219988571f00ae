package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.COLON;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.Identifier;
import static org.apache.groovy.parser.antlr4.GroovyLexer.IntegerLiteral;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.MOD;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.value.Unit;
import groovyjarjarantlr4.v4.runtime.CommonToken;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes units of what is glued to a number: {@code 80%} and {@code 512MB} become {@code 80.percent}
 * and {@code 512.MB}, but for the places.
 */
final class NumberTokens {
  /** How the property of a percentage is spelled, so that it is as wide as what the user wrote. */
  static final String PERCENT = "%";

  /** Stands for a number that was refused, so that what is around it can be checked. */
  private static final String STAND_IN = "1";

  private static final String SUFFIXES = "gGlLiIdDfF";
  private static final Map<String, String> MEANT =
      Map.of("d", "days", "D", "days", "g", "GB", "G", "GB");

  private final List<Token> in;
  private final Problems problems;
  private final List<Token> out = new ArrayList<>();

  private NumberTokens(List<Token> in, Problems problems) {
    this.in = in;
    this.problems = problems;
  }

  static List<Token> filter(List<Token> tokens, Problems problems) {
    var numbers = new NumberTokens(tokens, problems);
    int index = 0;
    while (index < tokens.size()) {
      index += Tokens.isNumber(tokens.get(index))
          ? numbers.number(index)
          : numbers.other(tokens.get(index));
    }
    return numbers.out;
  }

  private int other(Token token) {
    out.add(token);
    return 1;
  }

  /** Adds the number at that place, and returns how many tokens it takes. */
  private int number(int index) {
    Token token = in.get(index);
    Token next = in.get(Math.min(index + 1, in.size() - 1));
    boolean glued = next != token && Tokens.glued(token, next);
    if (!glued && isUnitApart(index + 1)) {
      problems.report(
          DiagnosticCode.SYNTAX,
          next,
          "A unit stands right behind its number.",
          "Write " + shortened(token.getText()) + (Tokens.is(next, MOD) ? "" : ".") + next.getText()
              + ".");
      out.add(checked(token, true));
      out.add(Tokens.before(next, DOT));
      out.add(Tokens.like(next, Identifier, Tokens.is(next, MOD) ? PERCENT : next.getText()));
      return 2;
    }
    Token digits = checked(token, glued && Tokens.isName(next));
    out.add(digits);
    String text = token.getText();
    String suffix = text.substring(text.length() - (token.getStopIndex() - digits.getStopIndex()));
    if (glued && Tokens.isName(next)) {
      out.add(Tokens.after(digits, DOT));
      var unit = Tokens.like(next, Identifier, suffix + next.getText());
      unit.setStartIndex(next.getStartIndex() - suffix.length());
      unit.setCharPositionInLine(next.getCharPositionInLine() - suffix.length());
      out.add(unit);
      return 2;
    }
    if (glued && Tokens.is(next, MOD) && !isOperand(index + 2, next)) {
      out.add(Tokens.after(digits, DOT));
      out.add(Tokens.like(next, Identifier, PERCENT));
      return 2;
    }
    if (MEANT.containsKey(suffix)) {
      out.add(Tokens.after(digits, DOT));
      out.add(Tokens.like(Tokens.after(digits, Identifier), Identifier, MEANT.get(suffix)));
    }
    return 1;
  }

  /** In {@code max 5 min 3} a clause follows the number, in {@code timeout 5 min} a unit. */
  private boolean isUnitApart(int index) {
    Token unit = in.get(Math.min(index, in.size() - 1));
    Token next = in.get(Math.min(index + 1, in.size() - 1));
    boolean value = Tokens.isLiteral(next) || Tokens.is(next, LPAREN) || Tokens.is(next, COLON);
    if (Tokens.is(unit, MOD)) {
      return !value && !isOperand(index + 1, unit);
    }
    return Tokens.isName(unit) && !value && Unit.named(unit.getText()).isPresent();
  }

  private static String meant(String text) {
    String unit = MEANT.get(text.substring(text.length() - 1));
    return unit == null ? "" : "." + unit;
  }

  /** Returns the number without its suffix; a stand-in for what is no plain number. */
  private Token checked(Token token, boolean unitFollows) {
    String text = token.getText();
    if (isForeign(text)) {
      problems.report(
          DiagnosticCode.NOT_ALLOWED,
          token,
          "The number " + shortened(text) + " is not plain decimal.",
          "Write its digits in decimal, without a leading zero or an exponent.");
      return Tokens.like(token, IntegerLiteral, STAND_IN);
    }
    if (text.length() > Limits.DIGITS) {
      problems.report(
          DiagnosticCode.OUT_OF_RANGE,
          token,
          "The number " + shortened(text) + " is longer than " + Limits.DIGITS + " digits.",
          "Write a smaller one.");
      return Tokens.like(token, IntegerLiteral, STAND_IN);
    }
    char last = text.charAt(text.length() - 1);
    if (SUFFIXES.indexOf(last) < 0) {
      return token;
    }
    String digits = text.substring(0, text.length() - 1);
    if (!unitFollows) {
      problems.report(
          DiagnosticCode.UNKNOWN_UNIT,
          token,
          text + " has no unit that Thaw knows.",
          "Write " + digits + meant(text) + ".");
    }
    CommonToken plain = Tokens.like(token, token.getType(), digits);
    plain.setStopIndex(token.getStopIndex() - 1);
    return plain;
  }

  private static boolean isForeign(String text) {
    boolean leadingZero = text.length() > 1
        && text.charAt(0) == '0'
        && Character.isLetterOrDigit(text.charAt(1))
        && SUFFIXES.indexOf(text.charAt(1)) < 0;
    return leadingZero
        || text.indexOf('e') >= 0
        || text.indexOf('E') >= 0
        || text.indexOf('_') >= 0;
  }

  private static String shortened(String text) {
    return text.length() > Limits.DIGITS ? text.substring(0, Limits.DIGITS) + "…" : text;
  }

  /** In {@code 80%3} and {@code 80% x} the sign is an operator, but not in {@code 80% then}. */
  private boolean isOperand(int index, Token percent) {
    if (index >= in.size()) {
      return false;
    }
    Token next = in.get(index);
    boolean clause = Tokens.isWord(next) && !Tokens.glued(percent, next);
    return Tokens.beginsOperand(next) && !clause && !Tokens.opensBlock(next);
  }
}
