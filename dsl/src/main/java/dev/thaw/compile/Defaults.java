package dev.thaw.compile;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.expr.MapEntryExpression;

/** What clauses say for all statements that do not say it themselves. */
final class Defaults {
  private final Map<Clause, Value> inherited = new EnumMap<>(Clause.class);
  private final Map<Clause, Value> values = new EnumMap<>(Clause.class);
  private boolean given;

  /** Returns what a file that is included begins with. */
  Defaults inherit() {
    var inner = new Defaults();
    inner.inherited.putAll(inherited);
    inner.inherited.putAll(values);
    return inner;
  }

  /** Returns these but for one. */
  Defaults without(Clause clause) {
    Defaults others = inherit();
    others.inherited.remove(clause);
    return others;
  }

  /** Returns whether the file has said them. */
  boolean given() {
    return given;
  }

  /** Notes that the file has said them. */
  void giving() {
    given = true;
  }

  /** Takes the clauses of one line: {@code retry 3, backoff: 500.ms..10.seconds}. */
  void take(List<Call> line, SettingReader reader, Problems problems) {
    for (Call call : line) {
      Setting.of(call, problems).ifPresent(setting -> take(setting, reader, problems));
      for (MapEntryExpression entry : call.named()) {
        Setting.of(entry, problems).ifPresent(setting -> take(setting, reader, problems));
      }
    }
  }

  private void take(Setting setting, SettingReader reader, Problems problems) {
    Optional<Clause> clause = Clause.named(setting.word()).filter(Clause::hasDefault);
    if (clause.isEmpty()) {
      List<String> possible = Arrays.stream(Clause.values())
          .filter(Clause::hasDefault)
          .map(Clause::word)
          .toList();
      problems.report(
          DiagnosticCode.MISPLACED,
          setting.at(),
          setting.word() + " has no default.",
          Problems.nearest(
              setting.word(),
              possible,
              Keyword.DEFAULTS.word() + " takes "
                  + possible.stream().collect(Collectors.joining(", ")) + "."));
    } else if (values.containsKey(clause.get())) {
      problems.report(
          DiagnosticCode.REPEATED,
          setting.at(),
          setting.word() + " stands twice.",
          "Remove one of them.");
    } else {
      reader
          .option(clause.get().type().orElseThrow(), setting)
          .ifPresent(value -> values.put(clause.get(), value));
    }
  }

  Optional<Value> value(Clause clause) {
    return Optional.ofNullable(values.getOrDefault(clause, inherited.get(clause)));
  }

  Optional<Integer> count(Clause clause) {
    return value(clause).map(value -> ((Value.Number) value).number().intValueExact());
  }

  Optional<Boolean> flag(Clause clause) {
    return value(clause).map(value -> ((Value.Flag) value).flag());
  }

  Optional<Duration> duration(Clause clause) {
    return value(clause).map(value -> ((Value.Time) value).time());
  }
}
