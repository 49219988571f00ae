package dev.thaw.diagnostic;

/**
 * A place in a script. Lines and columns count from 1, columns in UTF-16 units as editors do.
 *
 * @param file the included file, relative to the script's folder; empty for the script itself
 * @param line the first line
 * @param column the first column
 * @param endLine the last line
 * @param endColumn the column after the last one
 */
public record SourceSpan(String file, int line, int column, int endLine, int endColumn) {

  public SourceSpan {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("lines and columns count from 1: " + line + ":" + column);
    }
  }

  /** Makes a place in the script itself. */
  public SourceSpan(int line, int column, int endLine, int endColumn) {
    this("", line, column, endLine, endColumn);
  }

  /** Returns a span of one symbol in the script itself. */
  public static SourceSpan at(int line, int column) {
    return new SourceSpan(line, column, line, column + 1);
  }

  /** Returns whether the other lies within, in the same file. */
  public boolean contains(SourceSpan other) {
    return file.equals(other.file)
        && !before(other.line, other.column, line, column)
        && !before(endLine, endColumn, other.endLine, other.endColumn);
  }

  private static boolean before(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || line == otherLine && column < otherColumn;
  }

  /** Returns where it begins, for people: {@code line 3}, {@code lib/drain.groovy:3}. */
  public String inWords() {
    return file.isEmpty() ? "line " + line : file + ":" + line;
  }

  /** Prints the beginning: {@code 3:7}, {@code lib/drain.groovy:3:7}. */
  @Override
  public String toString() {
    return (file.isEmpty() ? "" : file + ":") + line + ":" + column;
  }
}
