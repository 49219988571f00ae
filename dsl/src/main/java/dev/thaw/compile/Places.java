package dev.thaw.compile;

import dev.thaw.diagnostic.SourceSpan;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;

/**
 * Turns places of the parser into places of the user's text.
 *
 * <p>The parser counts columns in code points; editors, and our diagnostics, count UTF-16 units.
 */
final class Places {
  private final String file;
  private final List<String> lines;

  /** @param file the included file, relative to the script's folder; empty for the script itself */
  Places(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  /** Returns whether the file is included by another. */
  boolean isIncluded() {
    return !file.isEmpty();
  }

  /** Returns the file, relative to the script's folder; empty for the script itself. */
  String file() {
    return file;
  }

  /** Returns where a node stands; the script's beginning for one that the parser made up. */
  SourceSpan of(ASTNode node) {
    return node.getLineNumber() < 1
        ? beginning()
        : span(
            node.getLineNumber(),
            node.getColumnNumber(),
            node.getLastLineNumber(),
            node.getLastColumnNumber());
  }

  /** Returns where a token stands. */
  SourceSpan of(Token token) {
    String text = token.getType() == Token.EOF ? "" : token.getText();
    int lastBreak = text.lastIndexOf('\n');
    int breaks = (int) text.chars().filter(symbol -> symbol == '\n').count();
    int length = text.codePointCount(lastBreak + 1, text.length());
    int column = token.getCharPositionInLine() + 1;
    return span(
        token.getLine(),
        column,
        token.getLine() + breaks,
        lastBreak < 0 ? column + length : length + 1);
  }

  /** Returns the place before the first symbol, for what is wrong with a file as a whole. */
  SourceSpan beginning() {
    return new SourceSpan(file, 1, 1, 1, 1);
  }

  /** Returns how far the line of the token is indented. */
  int indentation(Token token) {
    String text = lines.get(token.getLine() - 1);
    return text.length() - text.stripLeading().length();
  }

  /** Returns the text of that line from where the token stands. */
  String restOfLine(Token token) {
    String text = lines.get(token.getLine() - 1);
    return text.substring(text.offsetByCodePoints(0, token.getCharPositionInLine()));
  }

  /** Returns the place after the last symbol. */
  SourceSpan end() {
    if (lines.isEmpty()) {
      return beginning();
    }
    int column = lines.get(lines.size() - 1).length() + 1;
    return new SourceSpan(file, lines.size(), column, lines.size(), column);
  }

  /** Returns what stretches from the beginning of the one to the end of the other. */
  static SourceSpan between(SourceSpan first, SourceSpan last) {
    return new SourceSpan(
        first.file(), first.line(), first.column(), last.endLine(), last.endColumn());
  }

  private SourceSpan span(int line, int column, int endLine, int endColumn) {
    return new SourceSpan(file, line, units(line, column), endLine, units(endLine, endColumn));
  }

  private int units(int line, int column) {
    if (line > lines.size()) {
      return 1;
    }
    String text = lines.get(line - 1);
    int points = text.codePointCount(0, text.length());
    return points == text.length()
        ? Math.max(1, column)
        : text.offsetByCodePoints(0, Math.max(0, Math.min(column - 1, points))) + 1;
  }
}
