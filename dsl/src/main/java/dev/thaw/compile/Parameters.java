package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.PARAMETER;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_OPTION;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.codehaus.groovy.ast.expr.Expression;

/** The parameters that a script declares, with the values that they were given. */
final class Parameters {
  private static final Set<ValueKind> TYPES =
      EnumSet.complementOf(EnumSet.of(ValueKind.LIST, ValueKind.ABSENT));

  private final Map<String, String> given;
  private final Names names;
  private final Constants constants;
  private final Problems problems;
  private final SortedMap<String, Value> values = new TreeMap<>();
  private final Set<String> declared = new TreeSet<>();

  Parameters(Map<String, String> given, Scope scope, Problems problems) {
    this.given = given;
    this.names = new Names(scope, problems);
    this.constants = new Constants(scope, problems);
    this.problems = problems;
  }

  /** Reads {@code param 'name'} or {@code param 'name', default}. */
  void declare(Call call) {
    call.named()
        .forEach(entry -> problems.report(
            UNKNOWN_OPTION,
            entry,
            "param has no option " + entry.getKeyExpression().getText() + ".",
            "Write param 'name', or param 'name', default."));
    if (call.values().isEmpty() || call.values().size() > 2) {
      problems.report(
          MISSING_VALUE,
          call.at(),
          "param takes a name and at most one default.",
          "Write param 'name', or param 'name', default.");
      return;
    }
    Expression place = call.values().get(0);
    Optional<String> name = constants.evaluate(place).flatMap(value -> name(value, place));
    Optional<Value> fallback =
        call.values().size() == 2 ? fallback(call.values().get(1)) : Optional.empty();
    boolean brokenDefault = call.values().size() == 2 && fallback.isEmpty();
    name.ifPresent(found -> {
      Optional<Value> value = brokenDefault ? Optional.empty() : value(found, fallback, place);
      declared.add(found);
      names.define(found, value, place);
      value.ifPresent(known -> values.putIfAbsent(found, known));
    });
  }

  private Optional<String> name(Value value, Expression place) {
    if (value instanceof Value.Text text && Names.possible(text.text())) {
      return Optional.of(text.text());
    }
    problems.report(
        WRONG_TYPE,
        place,
        Kinds.shown(value) + " cannot be a parameter's name.",
        "Write letters, digits and underscores in quotes, as 'tier'.");
    return Optional.empty();
  }

  private Optional<Value> fallback(Expression node) {
    Optional<Value> value = constants.evaluate(node);
    if (value.isPresent() && !TYPES.contains(value.get().kind())) {
      problems.report(
          WRONG_TYPE,
          node,
          "A parameter cannot be " + value.get().kind().phrase() + ".",
          "Write " + Kinds.examples(TYPES) + ".");
      return Optional.empty();
    }
    return value;
  }

  private Optional<Value> value(String name, Optional<Value> fallback, Expression place) {
    String text = given.get(name);
    if (text == null) {
      if (fallback.isEmpty()) {
        problems.report(
            PARAMETER,
            place,
            "The parameter " + name + " has no value.",
            "Give it with -p " + name + "=VALUE, or write a default: param '" + name
                + "', 'value'.");
      }
      return fallback;
    }
    ValueKind kind = fallback.map(Value::kind).orElse(ValueKind.TEXT);
    OptionValue parsed = LiteralText.parse(text, kind);
    if (parsed.value().isEmpty()) {
      problems.report(
          PARAMETER, place, "For the parameter " + name + ", " + parsed.problem(), parsed.cure());
    }
    return parsed.value();
  }

  /** Reports what was given to parameters that the script does not have. */
  void reportUnknown() {
    for (String name : new TreeSet<>(given.keySet())) {
      if (!declared.contains(name)) {
        problems.report(
            PARAMETER,
            ScriptSource.beginning(),
            "The script has no parameter " + name + ".",
            Problems.nearest(name, declared, "Leave it out, or declare it: param '" + name + "'."));
      }
    }
  }

  /** Reports a parameter inside of a block: what a script takes must stand where all see it. */
  void reportMisplaced(Call call) {
    problems.report(
        MISPLACED,
        call.at(),
        "param stands inside of a block.",
        "Write it at the script's beginning.");
  }

  SortedMap<String, Value> values() {
    return Collections.unmodifiableSortedMap(values);
  }
}
