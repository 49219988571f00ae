package dev.thaw.compile;

import dev.thaw.diagnostic.SourceSpan;
import groovyjarjarantlr4.v4.runtime.CommonTokenStream;
import groovyjarjarantlr4.v4.runtime.ListTokenSource;
import groovyjarjarantlr4.v4.runtime.Token;
import java.lang.reflect.Field;
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
   */
  Parsed parse(List<Token> tokens) {
    var configuration = new CompilerConfiguration();
    var errors = new ErrorCollector(configuration);
    var unit = new SourceUnit(name, WITHOUT_TEXT, configuration, null, errors);
    try {
      var builder = new AstBuilder(unit, false, false);
      var parser = (GroovyLangParser) FIELD.get(builder);
      parser.setInputStream(new CommonTokenStream(new ListTokenSource(tokens)));
      ModuleNode tree = builder.buildAST();
      return errors.hasErrors()
          ? failed(errors)
          : new Parsed(Optional.of(tree), Optional.empty(), "");
    } catch (CompilationFailedException syntaxError) {
      if (syntaxError.getCause() instanceof StackOverflowError tooDeep) {
        throw tooDeep;
      }
      return failed(errors);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Parsed failed(ErrorCollector errors) {
    return Optional.ofNullable(errors.getErrors()).stream()
        .flatMap(List::stream)
        .filter(SyntaxErrorMessage.class::isInstance)
        .map(message -> ((SyntaxErrorMessage) message).getCause())
        .findFirst()
        .map(error -> new Parsed(
            Optional.empty(),
            Optional.of(SourceSpan.at(
                Math.max(1, error.getStartLine()), Math.max(1, error.getStartColumn()))),
            error.getOriginalMessage()))
        .orElseGet(() -> new Parsed(Optional.empty(), Optional.empty(), ""));
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
   * A syntax tree, or the first error.
   *
   * @param tree empty after a syntax error
   * @param place where the error is, in the parser's columns, if it says so
   * @param message the parser's own words
   */
  record Parsed(Optional<ModuleNode> tree, Optional<SourceSpan> place, String message) {}
}
