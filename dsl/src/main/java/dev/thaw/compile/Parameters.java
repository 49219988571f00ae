package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.PARAMETER;
import static dev.thaw.diagnostic.DiagnosticCode.UNUSED;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.expr.Expression;

/** The parameters that a file declares, with the values that they were given. */
final class Parameters {
  private final Given given;
  private final Scope scope;
  private final Problems problems;
  private final SortedMap<String, Value> values = new TreeMap<>();
  private final SortedSet<String> secrets = new TreeSet<>();
  private final Map<String, Expression> declared = new LinkedHashMap<>();
  private boolean sampled;

  Parameters(Given given, Scope scope, Problems problems) {
    this.given = given;
    this.scope = scope;
    this.problems = problems;
  }

  /** Reads {@code param 'name'}, its default and what else is said of it. */
  void declare(Call call) {
    new ParameterReader(scope, problems).read(call).ifPresent(this::declare);
  }

  private void declare(ParameterReader.Declaration declaration) {
    String name = declaration.name();
    declared.put(name, declaration.place());
    Optional<Value> value = declaration.secret() ? secret(declaration) : value(declaration);
    new Names(scope, problems).define(name, value, declaration.place());
    if (!declaration.secret()) {
      value.ifPresent(known -> values.putIfAbsent(name, known));
    }
  }

  private Optional<Value> secret(ParameterReader.Declaration declaration) {
    String name = declaration.name();
    if (given instanceof Given.Values passed && passed.names().contains(name)) {
      return accepted(declaration, passed.find(name, ValueKind.SECRET).orElseThrow());
    }
    if (given.names().contains(name)) {
      problems.report(
          PARAMETER,
          declaration.place(),
          "The parameter " + name + " is a secret, and other users see what a command line says.",
          "Give it with --secret " + name + "=env:VARIABLE or --secret " + name + "=file:PATH.");
      return Optional.empty();
    }
    secrets.add(name);
    return Optional.of(new Value.Secret(List.of(new Value.Secret.Piece(name, true))));
  }

  private Optional<Value> value(ParameterReader.Declaration declaration) {
    Optional<OptionValue> found = given.find(declaration.name(), declaration.kind());
    if (found.isPresent()) {
      return accepted(declaration, found.get());
    }
    Optional<Value> sample = declaration.oneOf().stream()
        .findFirst()
        .flatMap(first -> given.sample(first.kind()).map(any -> first))
        .or(() -> given.sample(declaration.kind()));
    if (declaration.fallback().isEmpty() && !declaration.broken() && sample.isPresent()) {
      sampled = true;
      return sample;
    }
    if (declaration.fallback().isEmpty() && !declaration.broken()) {
      problems.report(
          PARAMETER,
          declaration.place(),
          "The parameter " + declaration.name() + " has no value.",
          "Give it with " + given.how(declaration.name()) + ", or write a default: param '"
              + declaration.name() + "', 'value'.");
    }
    return declaration.fallback();
  }

  private Optional<Value> accepted(ParameterReader.Declaration declaration, OptionValue found) {
    if (found.value().isEmpty() && found.problem().isEmpty()) {
      return Optional.empty();
    }
    String name = declaration.name();
    if (found.value().isEmpty()) {
      problems.report(
          PARAMETER,
          declaration.place(),
          "For the parameter " + name + ", " + found.problem(),
          found.cure());
      return Optional.empty();
    }
    Value value = found.value().get();
    if (!declaration.oneOf().isEmpty() && !declaration.oneOf().contains(value)) {
      problems.report(
          PARAMETER,
          declaration.place(),
          "The parameter " + name + " cannot be " + Kinds.shown(value) + ".",
          "Give it one of: "
              + declaration.oneOf().stream().map(Value::display).collect(Collectors.joining(", "))
              + ".");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** Returns whether a sample stands for the value of one of them. */
  boolean sampled() {
    return sampled;
  }

  /** Reports what was given to parameters that the file does not have. */
  void reportUnknown() {
    if (!given.strict()) {
      return;
    }
    for (String name : new TreeSet<>(given.names())) {
      if (!declared.containsKey(name)) {
        problems.report(
            PARAMETER,
            problems.places().beginning(),
            "The script has no parameter " + name + ".",
            Problems.nearest(
                name, declared.keySet(), "Leave it out, or declare it: param '" + name + "'."));
      }
    }
  }

  /** Warns of what changes nothing, whatever it is given. */
  void reportUnused() {
    declared.forEach((name, place) -> {
      if (!scope.isUsed(name)) {
        problems.warn(
            UNUSED,
            problems.places().of(place),
            "Nothing uses the parameter " + name + ".",
            "Use it, or remove it.");
      }
    });
  }

  SortedMap<String, Value> values() {
    return Collections.unmodifiableSortedMap(values);
  }

  SortedSet<String> secrets() {
    return Collections.unmodifiableSortedSet(secrets);
  }
}
