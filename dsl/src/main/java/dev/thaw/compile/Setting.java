package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;

/**
 * A clause or an option and its value, whether written {@code word value} or {@code word: value}.
 *
 * @param word the word
 * @param at where the word stands
 * @param value the expression that is its value
 */
record Setting(String word, ASTNode at, Expression value) {

  /**
   * Reads {@code word value}, or reports that there is not exactly one value. Behind a value there
   * may be further settings by name, which are not read here.
   */
  static Optional<Setting> of(Call call, Problems problems) {
    if (call.values().size() == 1) {
      return Optional.of(new Setting(call.word(), call.at(), call.values().get(0)));
    }
    boolean none = call.values().isEmpty() && call.named().isEmpty();
    problems.report(
        DiagnosticCode.MISSING_VALUE,
        call.at(),
        call.word() + (none ? " has no value." : " has more than one value."),
        none
            ? "Write it behind the word, as in " + Examples.of(call.word()) + "."
            : "Give it exactly one; several belong into a list, as ['a', 'b'].");
    return Optional.empty();
  }

  /** Reads {@code word: value}, or reports that the name is none. */
  static Optional<Setting> of(MapEntryExpression entry, Problems problems) {
    if (entry.getKeyExpression() instanceof ConstantExpression name
        && name.getValue() instanceof String word) {
      return Optional.of(new Setting(word, name, entry.getValueExpression()));
    }
    problems.report(
        DiagnosticCode.NOT_ALLOWED,
        entry,
        "The name of a value cannot be computed.",
        "Write it as a word, as timeout: 5.seconds.");
    return Optional.empty();
  }
}
