package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_CLAUSE;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_VERB;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.OperationCatalog;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.Predicate;
import dev.thaw.operation.OperationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.MapEntryExpression;

/** Reads one statement: a verb and its clauses, and what {@code then} adds to it. */
final class StepReader {
  private final SettingReader values;
  private final Problems problems;
  private final List<ActionReader> actions = new ArrayList<>();
  private Optional<Predicate> where = Optional.empty();
  private boolean selected;
  private Optional<Integer> min = Optional.empty();
  private Optional<Integer> max = Optional.empty();
  private Optional<Setting> bound = Optional.empty();

  StepReader(Scope scope, Problems problems) {
    this.values = new SettingReader(scope, problems);
    this.problems = problems;
  }

  /**
   * What a statement says, not yet placed in the graph.
   *
   * @param where which containers
   * @param min how many at least
   * @param max how many at most
   * @param actions what is done to them
   */
  record Draft(Predicate where, int min, int max, List<Action> actions) {}

  /** Returns what the sentence says, or nothing after having reported all that is wrong with it. */
  Optional<Draft> read(List<Call> sentence) {
    int before = problems.count();
    Call verb = sentence.get(0);
    Optional<OperationSpec> operation = OperationCatalog.find(verb.word());
    if (operation.isEmpty()) {
      unknownVerb(verb);
      clausesOnly(sentence);
      return Optional.empty();
    }
    begin(operation.get(), verb);
    sentence.stream().skip(1).forEach(this::clause);
    if (!selected && !actions.get(0).misread()) {
      missingSelector(verb, operation.get());
    }
    int least = min.orElse(operation.get().defaultMin());
    int most = max.orElse(Node.Step.UNLIMITED);
    checkBounds(least, most);
    List<Optional<Action>> read = actions.stream().map(ActionReader::action).toList();
    return problems.count() > before || !problems.none() || where.isEmpty()
        ? Optional.empty()
        : Optional.of(new Draft(
            where.get(), least, most, read.stream().map(Optional::orElseThrow).toList()));
  }

  private void begin(OperationSpec operation, Call verb) {
    actions.add(new ActionReader(operation, verb, values, problems));
    for (MapEntryExpression entry : verb.named()) {
      Setting.of(entry, problems).ifPresent(this::setting);
    }
  }

  private void clause(Call call) {
    if (!current().knows(call.word())) {
      current().reportUnknown(call.word(), call.at());
      selected |= !Vocabulary.isClause(call.word());
      return;
    }
    Setting.of(call, problems)
        .ifPresentOrElse(
            this::setting,
            () -> selected |=
                Clause.named(call.word()).filter(Clause.WHERE::equals).isPresent());
  }

  private void setting(Setting setting) {
    Optional<Clause> clause = Clause.named(setting.word());
    if (clause.isEmpty()) {
      current().take(setting);
      return;
    }
    switch (clause.get()) {
      case WHERE, MIN, MAX -> ofStep(clause.get(), setting);
      case THEN -> then(setting);
      default -> current().take(setting);
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
      default -> max = bound(setting);
    }
  }

  private Optional<Integer> bound(Setting setting) {
    bound = Optional.of(setting);
    return values.count(setting);
  }

  private void then(Setting setting) {
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
    operation.ifPresentOrElse(spec -> begin(spec, verb), () -> unknownVerb(verb));
  }

  private void unknownVerb(Call verb) {
    String word = verb.word();
    if (Vocabulary.isClause(word)) {
      problems.report(
          MISPLACED,
          verb.at(),
          word + " does not begin a statement.",
          "Write a verb first, as in pause " + Examples.of(word) + ".");
      return;
    }
    var known = new ArrayList<>(Vocabulary.statements());
    known.addAll(Vocabulary.clauses());
    problems.report(
        UNKNOWN_VERB,
        verb.at(),
        "There is no operation " + word + ".",
        Problems.nearest(
            word,
            known,
            "The operations are " + String.join(", ", OperationCatalog.verbs()) + "."));
  }

  /** Behind an unknown verb any option may be right, but clauses can still be checked. */
  private void clausesOnly(List<Call> sentence) {
    for (Call call : sentence.subList(1, sentence.size())) {
      Optional<Clause> clause = Clause.named(call.word());
      if (clause.isEmpty() && !Vocabulary.isClause(call.word())) {
        problems.report(
            UNKNOWN_CLAUSE,
            call.at(),
            "There is no clause " + call.word() + ".",
            Problems.nearest(
                call.word(),
                Vocabulary.clauses(),
                "The clauses are " + String.join(", ", Vocabulary.clauses()) + "."));
      } else if (clause.isPresent()) {
        Setting.of(call, problems).ifPresent(setting -> check(clause.get(), setting));
      }
    }
  }

  private void check(Clause clause, Setting setting) {
    switch (clause.shape()) {
      case PREDICATE -> values.predicate(setting);
      case OPTION -> values.option(clause.type().orElseThrow(), setting);
      case OPERATION -> {
        // What may follow depends on the operation that is not known.
      }
    }
  }

  private void missingSelector(Call verb, OperationSpec operation) {
    ASTNode place = verb.at();
    problems.report(
        MISSING,
        place,
        operation + " does not say which containers.",
        "Write " + operation + " where all to take every container.");
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
