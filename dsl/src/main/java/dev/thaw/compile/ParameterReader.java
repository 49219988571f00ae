package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.codehaus.groovy.ast.expr.Expression;

/** Reads what a script says of a parameter: {@code param 'tier', 'batch', oneOf: ['batch']}. */
final class ParameterReader {
  private static final String CURE = "Write param 'name', or param 'name', default.";
  private static final String TYPE = "type";
  private static final String ONE_OF = "oneOf";
  private static final String SECRET = "secret";
  private static final String REQUIRED = "required";
  private static final String DESCRIPTION = "description";

  /** The types that a parameter can have, as a script names them. */
  private static final Map<String, ValueKind> TYPES = new TreeMap<>(Map.of(
      "text", ValueKind.TEXT,
      "number", ValueKind.NUMBER,
      "percent", ValueKind.PERCENT,
      "size", ValueKind.BYTES,
      "duration", ValueKind.TIME,
      "moment", ValueKind.INSTANT,
      "flag", ValueKind.FLAG,
      "list", ValueKind.LIST));

  private final Scope scope;
  private final Constants constants;
  private final Problems problems;

  ParameterReader(Scope scope, Problems problems) {
    this.scope = scope;
    this.constants = new Constants(scope, problems);
    this.problems = problems;
  }

  /**
   * What a script says of a parameter.
   *
   * @param fallback its default, if it has one
   * @param broken whether what stands for a default or a type is wrong, and reported
   * @param oneOf all values that it can have; empty if that is open
   */
  record Declaration(
      String name,
      ValueKind kind,
      Optional<Value> fallback,
      boolean broken,
      List<Value> oneOf,
      boolean secret,
      Expression place) {}

  Optional<Declaration> read(Call call) {
    if (call.values().isEmpty() || call.values().size() > 2) {
      problems.report(
          MISSING_VALUE, call.at(), "param takes a name and at most one default.", CURE);
      return Optional.empty();
    }
    Expression place = call.values().get(0);
    Optional<String> name = constants.evaluate(place).flatMap(value -> name(value, place));
    int before = problems.count();
    Calls.namedWithin(
        call, new TreeSet<>(List.of(TYPE, ONE_OF, SECRET, REQUIRED, DESCRIPTION)), problems);
    var reader = new SettingReader(scope, problems);
    boolean secret = flag(call, SECRET, reader);
    boolean required = flag(call, REQUIRED, reader);
    Calls.named(call, DESCRIPTION, problems)
        .ifPresent(setting -> Calls.text(setting.value(), "description: 'text'", scope, problems));
    Optional<Value> fallback =
        call.values().size() == 2 ? fallback(call.values().get(1)) : Optional.empty();
    Optional<ValueKind> type = Calls.named(call, TYPE, problems).flatMap(this::type);
    List<Value> oneOf = Calls.named(call, ONE_OF, problems).map(this::oneOf).orElse(List.of());
    if (problems.count() == before) {
      checkTogether(call, secret, required, fallback, type, oneOf);
    }
    ValueKind kind = type.or(() -> fallback.map(Value::kind))
        .or(() -> oneOf.stream().map(Value::kind).findFirst())
        .orElse(ValueKind.TEXT);
    boolean broken = problems.count() > before;
    return name.map(known -> new Declaration(
        known, kind, broken ? Optional.empty() : fallback, broken, oneOf, secret, place));
  }

  private boolean flag(Call call, String name, SettingReader reader) {
    return Calls.named(call, name, problems).flatMap(reader::flag).orElse(false);
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
    if (value.isPresent() && !TYPES.containsValue(value.get().kind())) {
      problems.report(
          WRONG_TYPE,
          node,
          "A parameter cannot be " + value.get().kind().phrase() + ".",
          "Write " + Kinds.examples(TYPES.values()) + ".");
      return Optional.empty();
    }
    return value;
  }

  private Optional<ValueKind> type(Setting setting) {
    Optional<String> word = Calls.text(setting.value(), "type: 'duration'", scope, problems);
    Optional<ValueKind> kind = word.map(TYPES::get);
    if (word.isPresent() && kind.isEmpty()) {
      problems.report(
          OUT_OF_RANGE,
          setting.value(),
          "There is no type " + word.get() + ".",
          Problems.nearest(
              word.get(),
              TYPES.keySet(),
              "Write one of: " + String.join(", ", TYPES.keySet()) + "."));
    }
    return kind;
  }

  private List<Value> oneOf(Setting setting) {
    Optional<Value> value = constants.evaluate(setting.value());
    if (value.isPresent()
        && value.get() instanceof Value.Listing list
        && !list.items().isEmpty()) {
      if (list.items().stream().map(Value::kind).distinct().count() == 1) {
        return list.items();
      }
      problems.report(
          WRONG_TYPE, setting.value(), "These values are of several types.", "Write one type.");
    } else if (value.isPresent()) {
      problems.report(
          WRONG_TYPE,
          setting.value(),
          Kinds.shown(value.get()) + " is no list of values.",
          "Write oneOf: ['batch', 'etl'].");
    }
    return List.of();
  }

  private void checkTogether(
      Call call,
      boolean secret,
      boolean required,
      Optional<Value> fallback,
      Optional<ValueKind> type,
      List<Value> oneOf) {
    String problem = null;
    String cure = "Remove one of them.";
    if (secret && fallback.isPresent()) {
      problem = "A secret with a default is none: everybody can read the script.";
      cure = "Remove the default.";
    } else if (secret && (type.isPresent() || !oneOf.isEmpty())) {
      problem = "A secret is text, and nobody knows its value before the run.";
      cure = "Remove type and oneOf.";
    } else if (required && fallback.isPresent()) {
      problem = "A parameter with a default is never required.";
    } else if (fallback.isPresent() && type.isPresent() && fallback.get().kind() != type.get()) {
      problem = "The default " + Kinds.shown(fallback.get()) + " is "
          + fallback.get().kind().phrase() + ", not " + type.get().phrase() + ".";
      cure = "Write " + Kinds.example(type.get()) + ".";
    } else if (fallback.isPresent() && !oneOf.isEmpty() && !oneOf.contains(fallback.get())) {
      problem = "The default " + Kinds.shown(fallback.get()) + " is not one of those allowed.";
      cure = "Add it to oneOf, or take another.";
    }
    if (problem != null) {
      problems.report(MISPLACED, call.at(), problem, cure);
    }
  }
}
