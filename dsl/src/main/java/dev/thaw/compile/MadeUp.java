package dev.thaw.compile;

import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Tells the statements that the parser puts into a script that has none. */
final class MadeUp {
  private MadeUp() {}

  static boolean is(Statement statement) {
    return statement instanceof EmptyStatement
        || statement instanceof ReturnStatement && statement.getLineNumber() < 1;
  }
}
