package dev.thaw.compile;

import static org.apache.groovy.parser.antlr4.GroovyLexer.GE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.GT;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LE;
import static org.apache.groovy.parser.antlr4.GroovyLexer.LT;

import groovyjarjarantlr4.v4.runtime.CommonToken;
import groovyjarjarantlr4.v4.runtime.CommonTokenStream;
import groovyjarjarantlr4.v4.runtime.ListTokenSource;
import groovyjarjarantlr4.v4.runtime.Token;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.groovy.parser.antlr4.AstBuilder;
import org.apache.groovy.parser.antlr4.GroovyLangParser;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;

/**
 * Runs Groovy's parser over a list of tokens, as far as the syntax tree and no farther: no phase
 * after conversion, so no transform, no class loading, no bytecode.
 *
 * <p>The parser has no door for tokens; its own stream is exchanged through a private field, which
 * {@code ParserFieldSpec} watches over when Groovy is upgraded.
 */
final class SyntaxTrees {
  /** The one private member of Groovy that Thaw depends on. */
  static final String PARSER = "parser";

  /**
   * The tokens bear their texts; to hand the whole script over for each statement would be dear.
   */
  private static final String WITHOUT_TEXT = "";

  private static final Field FIELD = field();

  private final String name;

  SyntaxTrees(ScriptSource source) {
    this.name = source.name();
  }

  /**
   * Returns what the parser makes of the tokens.
   *
   * @param tokens those of whole statements, the end of file last
   * @param thorough whether to try longer, for a better answer to what is wrong
   */
  Parsed parse(List<Token> tokens, boolean thorough) {
    var configuration = new CompilerConfiguration();
    var errors = new ErrorCollector(configuration);
    var unit = new SourceUnit(name, WITHOUT_TEXT, configuration, null, errors);
    var offence = new Offence(thorough);
    try {
      var builder = new AstBuilder(unit, false, false);
      var parser = (GroovyLangParser) FIELD.get(builder);
      parser.setInputStream(
          new CommonTokenStream(new ListTokenSource(withoutTypeArguments(tokens))));
      parser.setErrorHandler(offence);
      ModuleNode tree = builder.buildAST();
      return errors.hasErrors() ? failed(offence, errors, tokens) : new Parsed(tree);
    } catch (CompilationFailedException syntaxError) {
      if (syntaxError.getCause() instanceof StackOverflowError tooDeep) {
        throw tooDeep;
      }
      return failed(offence, errors, tokens);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * A runbook has no types, so no {@code <} begins type arguments. The parser would look for their
   * end behind each of them, again and again; as {@code <=} with the text {@code <} it is only what
   * it is.
   */
  private static List<Token> withoutTypeArguments(List<Token> tokens) {
    var plain = new ArrayList<>(tokens);
    for (int index = 0; index + 1 < plain.size(); index++) {
      Token token = plain.get(index);
      boolean sign = Tokens.is(token, LT) || Tokens.is(token, GT);
      boolean shift = sign
          && (isGlued(token, tokens.get(index + 1))
              || index > 0 && isGlued(tokens.get(index - 1), token));
      if (sign && !shift) {
        plain.set(index, Tokens.like(token, Tokens.is(token, LT) ? LE : GE, token.getText()));
      }
    }
    return plain;
  }

  private static boolean isGlued(Token left, Token right) {
    return left.getType() == right.getType() && Tokens.glued(left, right);
  }

  private static Parsed failed(Offence offence, ErrorCollector errors, List<Token> tokens) {
    return new Parsed(Optional.empty(), offence.token().orElseGet(() -> place(errors, tokens)));
  }

  /** What the grammar takes but the tree's builder refuses is told by line and column alone. */
  private static Token place(ErrorCollector errors, List<Token> tokens) {
    return Optional.ofNullable(errors.getErrors()).stream()
        .flatMap(List::stream)
        .filter(SyntaxErrorMessage.class::isInstance)
        .map(message -> ((SyntaxErrorMessage) message).getCause())
        .findFirst()
        .map(error -> at(error.getStartLine(), error.getStartColumn(), tokens))
        .orElse(tokens.get(0));
  }

  private static Token at(int line, int column, List<Token> tokens) {
    return tokens.stream()
        .filter(token -> token.getLine() == line && token.getCharPositionInLine() + 1 == column)
        .reduce((first, last) -> last)
        .orElse(tokens.get(0));
  }

  private static Field field() {
    try {
      Field field = AstBuilder.class.getDeclaredField(PARSER);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException otherGroovy) {
      throw new IllegalStateException(
          "This Groovy's AstBuilder has no field " + PARSER, otherGroovy);
    }
  }

  /**
   * A syntax tree, or what the parser stumbled over.
   *
   * @param tree empty after a syntax error
   * @param offending the first token that does not fit; meaningless if there is a tree
   */
  record Parsed(Optional<ModuleNode> tree, Token offending) {
    Parsed(ModuleNode tree) {
      this(Optional.of(tree), new CommonToken(Token.EOF));
    }
  }
}
