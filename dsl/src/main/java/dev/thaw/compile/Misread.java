package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.UNEXPECTED_CHAR;

import dev.thaw.diagnostic.DiagnosticCode;
import groovyjarjarantlr4.v4.runtime.CommonToken;
import groovyjarjarantlr4.v4.runtime.Token;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what was meant by symbols that begin no token: most are habits from elsewhere. */
final class Misread {
  private static final String QUOTES = "'\"";

  /** What editors make of plain signs, and what is meant by it. */
  private static final Map<String, String> MEANT = Map.ofEntries(
      Map.entry("‘", "'"),
      Map.entry("’", "'"),
      Map.entry("‚", "'"),
      Map.entry("`", "'"),
      Map.entry("´", "'"),
      Map.entry("“", "\""),
      Map.entry("”", "\""),
      Map.entry("„", "\""),
      Map.entry("«", "\""),
      Map.entry("»", "\""),
      Map.entry("≤", "<="),
      Map.entry("≥", ">="),
      Map.entry("≠", "!="),
      Map.entry("−", "-"),
      Map.entry("–", "-"),
      Map.entry("—", "-"),
      Map.entry("×", "*"),
      Map.entry("÷", "/"),
      Map.entry("…", ".."),
      Map.entry("∧", "&&"),
      Map.entry("∨", "||"),
      Map.entry("¬", "!"));

  /** Letters of other alphabets that look like Latin ones (Unicode TR 39, confusables). */
  private static final String FOREIGN = "аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅοναιρυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧı";

  private static final String LATIN = "aeopcyxijshdqwABEKMHOPCTXYIJSovaipukABEZHIKMNOPTYXi";

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:[btnfrs\"'\\\\$]|u+[0-9A-Fa-f]{4}|[0-7])");

  private Misread() {}

  static boolean isComment(Token token) {
    return token.getText().equals("#");
  }

  /** Reports a symbol with which nothing begins. */
  static void report(Token token, Problems problems) {
    String symbol = token.getText();
    if (QUOTES.contains(symbol) && reportEscape(token, problems)) {
      return;
    }
    if (QUOTES.contains(symbol) || symbol.equals("/")) {
      syntax(
          token,
          problems,
          "The text that begins here does not end.",
          "Close it with " + symbol + " on the same line.");
    } else if (isComment(token)) {
      syntax(token, problems, "No comment begins with #.", "Write // instead.");
    } else if (MEANT.containsKey(symbol)) {
      syntax(
          token,
          problems,
          "The symbol " + symbol + " means nothing here.",
          "Write " + MEANT.get(symbol) + " instead.");
    } else if (Character.isSpaceChar(symbol.codePointAt(0))) {
      syntax(
          token,
          problems,
          "The blank " + code(symbol) + " is none of the plain ones.",
          "Write a space.");
    } else {
      syntax(token, problems, "The symbol " + symbol + " means nothing here.", "Remove it.");
    }
  }

  /**
   * Reports a backslash in the text that begins with the token, if what follows it is no escape,
   * and returns whether it is so: it is why the lexer takes the text for one without end.
   */
  static boolean reportEscape(Token quote, Problems problems) {
    String line = problems.places().restOfLine(quote);
    Matcher escape = ESCAPE.matcher(line);
    int index = 1;
    while (index < line.length() && line.charAt(index) != line.charAt(0)) {
      if (line.charAt(index) != '\\') {
        index++;
      } else if (escape.region(index, line.length()).lookingAt()) {
        index = escape.end();
      } else {
        report(quote, line, index, problems);
        return true;
      }
    }
    return false;
  }

  private static void report(Token quote, String line, int index, Problems problems) {
    if (index + 1 == line.length()) {
      syntax(
          at(quote, line, index, "\\"),
          problems,
          "A backslash does not join lines of a text.",
          "Write the text on one line, or add two texts with +.");
      return;
    }
    String found = line.substring(index, line.offsetByCodePoints(index, 2));
    syntax(
        at(quote, line, index, found),
        problems,
        "Within quotes " + found + " means nothing.",
        "Write \\" + found + ", or a regular expression between slashes, as /web-\\d+/.");
  }

  /**
   * Returns the name, in plain letters if they look like its own; reports one that has others.
   *
   * <p>What looks alike must be alike: two names that no reader can tell apart could be two things.
   *
   * @param key whether it is part of a label's key, which may have letters that look like no other
   */
  static Token plain(Token name, boolean key, Problems problems) {
    String text = name.getText();
    Optional<Integer> foreign = first(text);
    if (foreign.isEmpty()) {
      return name;
    }
    String symbol = Character.toString(text.codePointAt(foreign.get()));
    Token place = at(name, text, foreign.get(), symbol);
    String plain = latin(text);
    if (key && plain.equals(text)) {
      return name;
    }
    if (first(plain).isEmpty()) {
      syntax(
          place,
          problems,
          "In " + Kinds.shortened(text) + " the letter " + code(symbol) + " only looks like "
              + latin(symbol) + ".",
          "Write " + Kinds.shortened(plain) + " in plain letters.");
      return Tokens.like(name, name.getType(), plain);
    }
    syntax(
        place,
        problems,
        "The name " + Kinds.shortened(text) + " has the letter " + symbol + ".",
        "Write names with a to z, digits and _, and everything else in quotes.");
    return Tokens.like(name, UNEXPECTED_CHAR, text);
  }

  private static Optional<Integer> first(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (text.charAt(index) > '\u007f') {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }

  private static String latin(String text) {
    var latin = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(letter -> {
      int index = FOREIGN.indexOf(letter);
      latin.appendCodePoint(index < 0 ? letter : LATIN.charAt(index));
    });
    return latin.toString();
  }

  private static Token at(Token begin, String text, int index, String found) {
    CommonToken place = Tokens.like(begin, UNEXPECTED_CHAR, found);
    place.setCharPositionInLine(begin.getCharPositionInLine() + text.codePointCount(0, index));
    return place;
  }

  private static String code(String symbol) {
    return String.format(Locale.ROOT, "U+%04X", symbol.codePointAt(0));
  }

  private static void syntax(Token place, Problems problems, String problem, String cure) {
    problems.report(DiagnosticCode.SYNTAX, place, problem, cure);
  }
}
