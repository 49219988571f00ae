package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.DOT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.ELSE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.Identifier;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.NL;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RBRACE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.RPAREN;
import static org.apache.groovy.parser.antlr4.GroovyLexer.SEMI;

import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.DiagnosticCode;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds blocks of {@code frozen} that stand behind its clauses without a word of their own. */
final class MissingDuring {
  private static final Set<Integer> BEFORE_STATEMENTS =
      Set.of(NL, SEMI, LBRACE, RBRACE, RPAREN, ELSE);

  private final List<Token> tokens;
  private final Problems problems;

  private MissingDuring(List<Token> tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /** Returns the tokens with what is missing put in, after having reported it. */
  static List<Token> putIn(List<Token> tokens, Problems problems) {
    boolean any = tokens.stream().map(Token::getText).anyMatch(Keyword.FROZEN.word()::equals);
    return any ? new MissingDuring(tokens, problems).settled() : tokens;
  }

  private List<Token> settled() {
    var settled = new ArrayList<Token>(tokens.size());
    int lacking = -1;
    for (int index = 0; index < tokens.size(); index++) {
      Token token = tokens.get(index);
      if (beginsFrozen(index)) {
        lacking = blockWithoutDuring(index);
      }
      if (index == lacking) {
        problems.report(
            DiagnosticCode.MISSING,
            token,
            "This block of frozen has no during before it.",
            "Write during before its brace.");
        settled.add(
            Tokens.like(Tokens.before(token, Identifier), Identifier, Keyword.DURING.word()));
      }
      settled.add(token);
    }
    return settled;
  }

  private boolean beginsFrozen(int index) {
    return tokens.get(index).getText().equals(Keyword.FROZEN.word())
        && (index == 0 || BEFORE_STATEMENTS.contains(tokens.get(index - 1).getType()));
  }

  /** Returns the brace of a block behind the clauses of a statement, or -1 if during is there. */
  private int blockWithoutDuring(int frozen) {
    int index = frozen + 1;
    while (index < tokens.size() && !ends(index)) {
      Token before = tokens.get(index - 1);
      if (Tokens.isWord(tokens.get(index))
          && tokens.get(index).getText().equals(Keyword.DURING.word())) {
        return -1;
      }
      if (index > frozen + 1
          && Tokens.is(tokens.get(index), LBRACE)
          && Tokens.endsOperand(before)
          && !(Tokens.isWord(before) && takesBraces(index - 1))) {
        return index;
      }
      index = Ends.group(tokens, index);
    }
    return -1;
  }

  /** A word behind an operand is a clause, known or not; one behind a dot is a function. */
  private boolean takesBraces(int word) {
    Token before = tokens.get(word - 1);
    boolean behindOperand = Tokens.endsOperand(before)
        && !(Tokens.isWord(before) && Vocabulary.isClause(before.getText()));
    return Vocabulary.isClause(tokens.get(word).getText())
        || Tokens.is(before, DOT)
        || behindOperand;
  }

  private boolean ends(int index) {
    if (Tokens.is(tokens.get(index), NL)) {
      int next = Lines.afterLineEnds(tokens, index);
      return !Tokens.is(tokens.get(next), LBRACE) && !Lines.continues(tokens, next);
    }
    return Tokens.ends(tokens.get(index));
  }
}
