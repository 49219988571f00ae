package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Predicate;
import dev.thaw.operation.Option;
import dev.thaw.operation.OptionType;
import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;

/** Reads the values of clauses and options by their types. */
final class SettingReader {
  private final Constants constants;
  private final PredicateReader predicates;
  private final Problems problems;

  SettingReader(Scope scope, Problems problems) {
    this.constants = new Constants(scope, problems);
    this.predicates = new PredicateReader(scope, problems);
    this.problems = problems;
  }

  Optional<Predicate> predicate(Setting setting) {
    return predicates.read(setting.value());
  }

  Optional<Duration> duration(Setting setting) {
    return option(OptionType.DURATION, setting).map(value -> ((Value.Time) value).time());
  }

  Optional<Integer> count(Setting setting) {
    return option(OptionType.COUNT, setting)
        .map(value -> ((Value.Number) value).number())
        .map(BigDecimal::intValueExact);
  }

  Optional<Value> option(OptionType type, Setting setting) {
    if (setting.value() instanceof ClosureExpression) {
      problems.report(
          DiagnosticCode.WRONG_TYPE,
          setting.value(),
          setting.word() + " takes no block.",
          "Write " + type.phrase() + ".");
      return Optional.empty();
    }
    return constants
        .evaluate(setting.value())
        .flatMap(value -> accepted(OptionValues.accept(type, value), setting.value()));
  }

  /** Reads arguments without names: one value, or the items of a list. */
  Optional<Value> positional(Option option, List<Expression> nodes, SourceSpan whole) {
    var values = new ArrayList<Value>();
    boolean complete = true;
    for (Expression node : nodes) {
      Optional<Value> value = constants.evaluate(node);
      value.ifPresent(values::add);
      complete &= value.isPresent();
    }
    if (!complete) {
      return Optional.empty();
    }
    Value value = values.size() == 1 ? values.get(0) : new Value.Listing(values);
    return accepted(OptionValues.accept(option.type(), value), whole);
  }

  Optional<Value> accepted(OptionValue value, ASTNode node) {
    return accepted(value, problems.places().of(node));
  }

  private Optional<Value> accepted(OptionValue value, SourceSpan place) {
    if (value.value().isEmpty()) {
      problems.report(value.code(), place, value.problem(), value.cure());
    }
    return value.value();
  }
}
