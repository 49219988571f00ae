package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.REPEATED;
import static dev.thaw.diagnostic.DiagnosticCode.RESERVED_NAME;

import dev.thaw.value.Value;
import java.util.Optional;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ASTNode;

/** Gives constants their names, unless the language or the script has taken them. */
final class Names {
  private static final Pattern POSSIBLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Scope scope;
  private final Problems problems;

  Names(Scope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /** Returns whether an expression could name it. */
  static boolean possible(String name) {
    return POSSIBLE.matcher(name).matches();
  }

  void define(String name, Optional<Value> value, ASTNode place) {
    Optional<String> reserved = Vocabulary.reservedAs(name);
    if (reserved.isPresent()) {
      problems.report(
          RESERVED_NAME,
          place,
          name + " is " + reserved.get() + ", and nothing else can be called so.",
          "Take another name, as my" + Character.toUpperCase(name.charAt(0)) + name.substring(1)
              + ".");
    } else if (scope.declares(name)) {
      problems.report(
          REPEATED, place, "There is already something called " + name + ".", "Take another name.");
    } else {
      scope.define(name, value);
    }
  }
}
