package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;

/** Reads what stands behind a word of the language that is no verb. */
final class Calls {
  private Calls() {}

  /** Returns whether no clause follows; reports it if one does. */
  static boolean alone(List<Call> sentence, Problems problems) {
    if (sentence.size() > 1) {
      problems.report(
          DiagnosticCode.MISPLACED,
          sentence.get(1).at(),
          sentence.get(1).word() + " cannot follow " + sentence.get(0).word() + ".",
          "Begin a new statement.");
    }
    return sentence.size() == 1;
  }

  /** Returns the one text that the word takes. */
  static Optional<String> text(Call call, String example, Scope scope, Problems problems) {
    if (call.values().size() != 1 || !call.named().isEmpty()) {
      problems.report(
          DiagnosticCode.MISSING_VALUE,
          call.at(),
          call.word() + " takes one text.",
          "Write it behind the word, as " + example + ".");
      return Optional.empty();
    }
    return text(call.values().get(0), example, scope, problems);
  }

  /** Returns the text that an expression says. */
  static Optional<String> text(Expression node, String example, Scope scope, Problems problems) {
    Optional<Value> value = new Constants(scope, problems).evaluate(node);
    if (value.isPresent() && !(value.get() instanceof Value.Text)) {
      problems.report(
          DiagnosticCode.WRONG_TYPE,
          node,
          Kinds.shown(value.get()) + " is " + value.get().kind().phrase() + " and no text.",
          "Write a text in quotes, as " + example + ".");
      return Optional.empty();
    }
    return value.map(Value::display);
  }

  /** Returns whether all names are among those that the word takes; reports others. */
  static boolean namedWithin(Call call, Set<String> possible, Problems problems) {
    boolean known = true;
    for (MapEntryExpression entry : call.named()) {
      Optional<Setting> setting = Setting.of(entry, problems);
      if (setting.isPresent() && !possible.contains(setting.get().word())) {
        problems.report(
            DiagnosticCode.UNKNOWN_OPTION,
            setting.get().at(),
            call.word() + " has no option " + setting.get().word() + ".",
            possible.isEmpty()
                ? "It takes none."
                : Problems.nearest(
                    setting.get().word(),
                    possible,
                    "It takes " + String.join(", ", possible) + "."));
        known = false;
      }
      known &= setting.isPresent();
    }
    return known;
  }

  /** Returns the setting of that name. */
  static Optional<Setting> named(Call call, String name, Problems problems) {
    List<Setting> found = call.named().stream()
        .flatMap(entry -> Setting.of(entry, problems).stream())
        .filter(setting -> setting.word().equals(name))
        .toList();
    if (found.size() > 1) {
      problems.report(
          DiagnosticCode.REPEATED,
          found.get(1).at(),
          name + " stands twice.",
          "Remove one of them.");
    }
    return found.stream().findFirst();
  }
}
