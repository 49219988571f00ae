package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.ADD;
import static org.apache.groovy.parser.antlr4.GroovyLexer.COMMA;
import static org.apache.groovy.parser.antlr4.GroovyLexer.DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.IN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NOTEQUAL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NOT_IN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SUB;

import dev.thaw.diagnostic.DiagnosticCode;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows how other languages write things, and says how this one does. */
final class Habits {
  private static final Map<String, String> SIGNS = Map.of("and", "&&", "or", "||", "not", "!");
  private static final Set<String> LOOPS = Set.of("each", "foreach", "forEach");

  private final List<Token> tokens;
  private final int index;
  private final Token token;
  private final Token next;
  private final Optional<Token> before;

  private Habits(List<Token> tokens, int index, int start) {
    this.tokens = tokens;
    this.index = index;
    this.token = tokens.get(index);
    this.next = tokens.get(Math.min(index + 1, tokens.size() - 1));
    this.before = index > start ? Optional.of(tokens.get(index - 1)) : Optional.empty();
  }

  /** Returns whether the token at that place was reported as such a habit. */
  static boolean report(List<Token> tokens, int index, int start, Problems problems) {
    return new Habits(tokens, index, start).report(problems);
  }

  private boolean report(Problems problems) {
    Optional<String> problem = word().or(this::operator).or(this::list);
    problem.ifPresent(said -> problems.report(DiagnosticCode.SYNTAX, token, said, cure()));
    if (isLoop()) {
      problems.report(
          DiagnosticCode.NOT_ALLOWED,
          token,
          token.getText() + " is not part of the language.",
          "Write for (name in [...]) { … }.");
    }
    return problem.isPresent() || isLoop();
  }

  private Optional<String> word() {
    boolean joins = token.getText().equals("and") || token.getText().equals("or");
    boolean negates = token.getText().equals("not");
    boolean meant = behindOperand()
        ? joins && Tokens.beginsOperand(next) || negates && Tokens.is(next, IN)
        : negates && Tokens.beginsOperand(next) && !behind(DOT);
    return Tokens.isWord(token) && meant
        ? Optional.of("The word " + token.getText() + " combines no conditions.")
        : Optional.empty();
  }

  private Optional<String> operator() {
    boolean find = (Tokens.is(token, NOT) || Tokens.is(token, NOTEQUAL))
        && Tokens.glued(token, next)
        && next.getText().contains("~")
        && behindOperand();
    if (find) {
      return Optional.of("There is no operator " + token.getText() + next.getText() + ".");
    }
    boolean second = isSign(token)
        && before.filter(Habits::isSign).isPresent()
        && !(index > 1 && Tokens.endsOperand(tokens.get(index - 2)));
    boolean mixed =
        second && (token.getType() != tokens.get(index - 1).getType() || Tokens.isNumber(next));
    return mixed ? Optional.of("Two signs stand before one value.") : Optional.empty();
  }

  private static boolean isSign(Token token) {
    return Tokens.is(token, ADD) || Tokens.is(token, SUB);
  }

  /** {@code in ('a', 'b')}, as databases have it. */
  private Optional<String> list() {
    boolean opens = Tokens.is(token, LPAREN) && (behind(IN) || behind(NOT_IN));
    if (!opens) {
      return Optional.empty();
    }
    int end = Ends.group(tokens, index);
    for (int inside = index + 1; inside < end; inside = Ends.group(tokens, inside)) {
      if (Tokens.is(tokens.get(inside), COMMA)) {
        return Optional.of("A list does not stand in parentheses.");
      }
    }
    return Optional.empty();
  }

  private boolean isLoop() {
    return LOOPS.contains(token.getText())
        && Tokens.isWord(token)
        && (Tokens.is(next, LPAREN) || Tokens.is(next, LBRACE))
        && !behindOperand();
  }

  private String cure() {
    if (Tokens.isWord(token)) {
      String sign = SIGNS.get(token.getText());
      return Tokens.is(next, IN) ? "Write !in." : "Write " + sign + " instead.";
    }
    if (Tokens.is(token, LPAREN)) {
      return "Write it in brackets, as in ['a', 'b'].";
    }
    return Tokens.is(token, NOT) || Tokens.is(token, NOTEQUAL)
        ? "Write !(name =~ /…/), with the ! before a parenthesis."
        : "Write one or none.";
  }

  private boolean behindOperand() {
    return before
        .filter(Tokens::endsOperand)
        .filter(left -> !(Tokens.isWord(left) && Vocabulary.hasPredicate(left.getText())))
        .isPresent();
  }

  private boolean behind(int type) {
    return before.filter(left -> Tokens.is(left, type)).isPresent();
  }
}
