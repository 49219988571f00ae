package dev.thaw.compile;

import dev.thaw.catalog.Clause;
import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Retry;
import dev.thaw.graph.Selector;
import dev.thaw.operation.Option;
import dev.thaw.operation.OptionType;
import dev.thaw.operation.Wait;
import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** Reads the values of clauses and options by their types. */
final class SettingReader {
  private final Constants constants;
  private final Operands operands;
  private final PredicateReader predicates;
  private final Problems problems;

  SettingReader(Scope scope, Problems problems) {
    this.constants = new Constants(scope, problems);
    this.operands = new Operands(scope, problems, Optional.empty());
    this.predicates = new PredicateReader(scope, problems);
    this.problems = problems;
  }

  Optional<Predicate> predicate(Setting setting) {
    return Logic.bounded(predicates.read(setting.value()), setting.value(), problems);
  }

  Optional<Duration> duration(Setting setting) {
    return option(OptionType.DURATION, setting).map(value -> ((Value.Time) value).time());
  }

  Optional<Integer> count(Setting setting) {
    return option(OptionType.COUNT, setting)
        .map(value -> ((Value.Number) value).number())
        .map(BigDecimal::intValueExact);
  }

  /** Reads a constant of any kind. */
  Optional<Value> constant(Setting setting) {
    return constants.evaluate(setting.value());
  }

  /** Reads a number of targets, of which there must be one. */
  Optional<Integer> countFromOne(Setting setting) {
    Optional<Integer> count = count(setting);
    if (count.isPresent() && count.get() < 1) {
      problems.report(
          DiagnosticCode.OUT_OF_RANGE,
          setting.value(),
          "With " + setting.word() + " 0 nothing is ever done.",
          "Write 1 or more.");
      return Optional.empty();
    }
    return count;
  }

  Optional<Boolean> flag(Setting setting) {
    return option(OptionType.FLAG, setting).map(value -> ((Value.Flag) value).flag());
  }

  /** Reads what a step is called. */
  Optional<String> name(Setting setting) {
    return option(OptionType.TEXT, setting)
        .map(Value::display)
        .filter(name -> StepNames.accepts(name, setting.value(), problems));
  }

  /** Reads what steps are called. */
  Optional<List<String>> names(Setting setting) {
    return option(OptionType.TEXTS, setting)
        .map(names ->
            ((Value.Listing) names).items().stream().map(Value::display).toList());
  }

  /** Reads the waits between tries. */
  Optional<Retry.Backoff> backoff(Setting setting) {
    return option(OptionType.DURATIONS, setting).map(SettingReader::backoff);
  }

  static Retry.Backoff backoff(Value durations) {
    List<Value> ends = ((Value.Listing) durations).items();
    return new Retry.Backoff(((Value.Time) ends.get(0)).time(), ((Value.Time) ends.get(1)).time());
  }

  /** Reads by what containers are ordered; a minus before it turns the order round. */
  Optional<Selector.Order> order(Setting setting) {
    boolean descending = setting.value() instanceof UnaryMinusExpression;
    Expression node =
        descending ? ((UnaryMinusExpression) setting.value()).getExpression() : setting.value();
    Optional<Operand> operand = operands.read(node);
    if (operand.isEmpty()) {
      return Optional.empty();
    }
    if (operand.get() instanceof Operand.FactRef fact && Selector.Order.possible(fact)) {
      return Optional.of(new Selector.Order(fact, descending));
    }
    problems.report(
        DiagnosticCode.WRONG_TYPE,
        node,
        operand.get().source() + " has no order.",
        "Write a fact that is a number, a size, a duration or text, as in orderBy mem.");
    return Optional.empty();
  }

  /** Reports what is wrong with a clause's value, where nobody needs it. */
  void check(Clause clause, Setting setting) {
    switch (clause.shape()) {
      case PREDICATE -> predicate(setting);
      case OPTION -> option(clause.type().orElseThrow(), setting);
      case FACT -> order(setting);
      case OPERATION -> {
        // What may follow depends on the operation that is not known.
      }
    }
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
    return value(type, setting.value())
        .flatMap(value -> accepted(OptionValues.accept(type, value), setting.value()));
  }

  private Optional<Value> value(OptionType type, Expression node) {
    if (type == OptionType.PROOF
        && node instanceof VariableExpression word
        && word.getName().equals(Wait.Continued.WORD)) {
      return Optional.of(new Value.Text(Wait.Continued.WORD));
    }
    if (type == OptionType.PROBE || type == OptionType.PROOF) {
      return new ProbeReader(constants, problems).read(node);
    }
    if (type != OptionType.DURATIONS || !(node instanceof RangeExpression range)) {
      return constants.evaluate(node);
    }
    Optional<Value> from = constants.evaluate(range.getFrom());
    Optional<Value> to = constants.evaluate(range.getTo());
    return from.isEmpty() || to.isEmpty()
        ? Optional.empty()
        : Optional.of(new Value.Listing(List.of(from.get(), to.get())));
  }

  /** Reads arguments without names: one value, or the items of a list. */
  Optional<Value> positional(Option option, List<Expression> nodes, SourceSpan whole) {
    var values = new ArrayList<Value>();
    boolean complete = true;
    for (Expression node : nodes) {
      Optional<Value> value = value(option.type(), node);
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
    value.value().ifPresent(made -> problems.budget().spend(node, Limits.size(made)));
    return accepted(value, problems.places().of(node));
  }

  private Optional<Value> accepted(OptionValue value, SourceSpan place) {
    if (value.value().isEmpty()) {
      problems.report(value.code(), place, value.problem(), value.cure());
    }
    return value.value();
  }
}
