package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.ContainerOperations;
import dev.thaw.catalog.Keyword;
import dev.thaw.catalog.OperationCatalog;
import dev.thaw.graph.Action;
import dev.thaw.graph.Pace;
import dev.thaw.graph.Pace.Rollout;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Selector;
import dev.thaw.operation.Effect;
import dev.thaw.operation.OperationSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.MapEntryExpression;

/** Reads one statement: a verb and its clauses, and what {@code then} adds to it. */
final class StepReader {
  private final SettingReader values;
  private final Defaults defaults;
  private final Problems problems;
  private final List<ActionReader> actions = new ArrayList<>();
  private Optional<Predicate> where = Optional.empty();
  private boolean selected;
  private Optional<Integer> min = Optional.empty();
  private Optional<Integer> max = Optional.empty();
  private Optional<Setting> bound = Optional.empty();
  private Optional<Selector.Order> order = Optional.empty();
  private Optional<Selector.Sample> sample = Optional.empty();
  private Optional<Integer> concurrency = Optional.empty();
  private Optional<Duration> deadline = Optional.empty();
  private Optional<Boolean> continueOnError = Optional.empty();
  private String name = "";
  private Optional<List<String>> after = Optional.empty();
  private final Holding holding;

  StepReader(Scope scope, Defaults defaults, Problems problems) {
    this.values = new SettingReader(scope, problems);
    this.holding = new Holding(values, problems);
    this.defaults = defaults;
    this.problems = problems;
  }

  /**
   * What a statement says, not yet placed in the graph.
   *
   * @param name what the step is called; empty if it is not
   * @param after the names that it comes after; nothing if it just follows
   * @param concurrency how many targets at once
   * @param deadline how long all of it may take
   * @param lasting how long what it does lasts; for good if it does not say
   * @param atMost how long what is held during others may last, if there is a limit
   */
  record Draft(
      String name,
      Optional<List<String>> after,
      Selector selector,
      int concurrency,
      Optional<Duration> deadline,
      boolean continueOnError,
      Optional<Duration> lasting,
      Optional<Duration> atMost,
      List<Action> actions) {

    Pace pace(Optional<Rollout> rollout) {
      return new Pace(concurrency, rollout, deadline);
    }
  }

  /** Returns what the sentence says, or nothing after having reported all that is wrong with it. */
  Optional<Draft> read(List<Call> sentence) {
    Call verb = sentence.get(0);
    Optional<OperationSpec> operation = OperationCatalog.find(verb.word());
    if (operation.isEmpty()) {
      new UnknownVerb(values, problems).report(sentence);
      return Optional.empty();
    }
    return read(sentence, operation.get(), operation.get().defaultMin());
  }

  /**
   * Returns what a sentence says whose operation is held during others: with no container to hold,
   * what is done meanwhile would be done without the protection that it needs.
   */
  Optional<Draft> readHeld(List<Call> sentence) {
    holding.begin();
    return read(sentence, ContainerOperations.PAUSE, 1);
  }

  private Optional<Draft> read(List<Call> sentence, OperationSpec operation, int usualMin) {
    int before = problems.count();
    Call verb = sentence.get(0);
    begin(operation, verb);
    sentence.stream().skip(1).forEach(this::clause);
    if (!selected && !actions.get(0).misread()) {
      missingSelector(verb);
    }
    int least = min.orElse(usualMin);
    int said = max.or(() -> defaults.count(Clause.MAX)).orElse(Selector.UNLIMITED);
    int most =
        actions.stream().mapToInt(action -> action.operation().most()).reduce(said, Math::min);
    checkBounds(least, most);
    if (operation.effect() == Effect.DESTROY && where.isPresent() && most == Selector.UNLIMITED) {
      checkNamed(operation, verb);
    }
    List<Action> read =
        actions.stream().flatMap(action -> action.actions().stream()).toList();
    return problems.count() > before || !problems.none() || where.isEmpty()
        ? Optional.empty()
        : Optional.of(new Draft(
            name,
            after,
            new Selector(where.get(), least, most, order, sample),
            concurrency.or(() -> defaults.count(Clause.CONCURRENCY)).orElse(Pace.UNLIMITED),
            deadline,
            !holding.during()
                && continueOnError
                    .or(() -> defaults.flag(Clause.CONTINUE_ON_ERROR))
                    .orElse(false),
            holding.lasting(),
            holding.atMost(),
            read));
  }

  private void begin(OperationSpec operation, Call verb) {
    actions.add(new ActionReader(operation, verb, values, defaults, problems));
    named(verb.named());
  }

  private void named(List<MapEntryExpression> entries) {
    for (MapEntryExpression entry : entries) {
      Setting.of(entry, problems).ifPresent(this::setting);
    }
  }

  private void clause(Call call) {
    if (!current().knows(call.word())) {
      unknown(call);
      selected |= !Vocabulary.isClause(call.word());
      return;
    }
    Setting.of(call, problems)
        .ifPresentOrElse(
            this::setting,
            () -> selected |=
                Clause.named(call.word()).filter(Clause.WHERE::equals).isPresent());
    named(call.named());
  }

  private void unknown(Call call) {
    Optional<Keyword> keyword = Keyword.named(call.word());
    if (keyword.isEmpty() || keyword.get().beginsStatement()) {
      current().reportUnknown(call.word(), call.at());
      return;
    }
    problems.report(
        MISPLACED,
        call.at(),
        call.word() + " cannot follow " + current().operation() + ".",
        Examples.behind(keyword.get()));
  }

  private void setting(Setting setting) {
    Optional<Clause> clause = Clause.named(setting.word());
    if (clause.isEmpty()) {
      current().take(setting);
    } else if (clause.get() == Clause.THEN) {
      then(setting);
    } else if (clause.get().level() == Clause.Level.STEP) {
      ofStep(clause.get(), setting);
    } else {
      current().take(setting);
    }
  }

  private ActionReader current() {
    return actions.get(actions.size() - 1);
  }

  private void ofStep(Clause clause, Setting setting) {
    if (actions.size() > 1) {
      problems.report(
          MISPLACED,
          setting.at(),
          clause.word() + " stands after then, which goes on with the same containers.",
          "Write it before then, or begin a new statement.");
      return;
    }
    if (!current().first(setting)) {
      return;
    }
    switch (clause) {
      case WHERE -> {
        selected = true;
        where = values.predicate(setting);
      }
      case MIN -> min = bound(setting);
      case MAX -> max = bound(setting);
      case ORDER_BY -> order = values.order(setting);
      case FIRST, RANDOM -> sample(clause, setting);
      case CONCURRENCY -> concurrency = values.countFromOne(setting);
      case DEADLINE -> deadline = values.duration(setting);
      case CONTINUE_ON_ERROR -> continueOnError = holding.continueOnError(setting);
      case LASTING -> holding.lasting(setting, current().operation());
      case AT_MOST -> holding.atMost(setting);
      case NAMED -> name = values.name(setting).orElse("");
      case AFTER -> after = values.names(setting);
      default -> throw new IllegalArgumentException("an operation's clause: " + clause.word());
    }
  }

  private Optional<Integer> bound(Setting setting) {
    bound = Optional.of(setting);
    return values.count(setting);
  }

  private void sample(Clause clause, Setting setting) {
    if (sample.isPresent()) {
      problems.report(
          MISPLACED,
          setting.at(),
          "A statement takes either the first ones or any.",
          "Write first or random, not both.");
    }
    sample = values
        .countFromOne(setting)
        .map(count -> new Selector.Sample(count, clause == Clause.RANDOM));
  }

  private void then(Setting setting) {
    if (!holding.mayGoOn(setting)) {
      return;
    }
    Optional<List<Call>> sentence = Call.sentence(setting.value());
    if (sentence.isEmpty() || sentence.get().size() > 1) {
      problems.report(
          WRONG_TYPE,
          setting.value(),
          "then is followed by something else than an operation.",
          "Write a verb, as in then unpause.");
      return;
    }
    Call verb = sentence.get().get(0);
    Optional<OperationSpec> operation = OperationCatalog.find(verb.word());
    operation.ifPresentOrElse(
        spec -> begin(spec, verb), () -> new UnknownVerb(values, problems).report(verb));
  }

  private void missingSelector(Call verb) {
    problems.report(
        MISSING,
        verb.at(),
        verb.word() + " does not say which containers.",
        "Write " + verb.word() + " where all to take every container.");
  }

  /** What cannot be taken back is done to containers that somebody has named, or counted. */
  private void checkNamed(OperationSpec operation, Call verb) {
    if (!where.orElseThrow().names()) {
      problems.report(
          MISSING,
          verb.at(),
          operation + " loses something for good, and takes any number of containers.",
          "Write max behind it, as max 1, or select by name or id with == or in.");
    }
  }

  private void checkBounds(int least, int most) {
    if (least > most && bound.isPresent()) {
      problems.report(
          OUT_OF_RANGE,
          bound.get().at(),
          "At least " + least + " but at most " + most + " containers can never match.",
          "Make min no larger than max.");
    }
  }
}
