package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.REPEATED;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_VERB;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.catalog.OperationCatalog;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Confirmation;
import dev.thaw.graph.Prohibition;
import dev.thaw.graph.Requirement;
import dev.thaw.graph.Runbook;
import dev.thaw.graph.Selector;
import dev.thaw.operation.OperationSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads what a script says of itself as a whole, before its steps or among them. */
final class Header {
  /** What stands for every operation that changes something. */
  private static final String CHANGE = "change";

  private static final Set<Keyword> READS = Set.of(
      Keyword.RUNBOOK,
      Keyword.LOCK,
      Keyword.TIMEBOX,
      Keyword.REQUIRE,
      Keyword.CONFIRM,
      Keyword.NEVER,
      Keyword.DEFAULTS);

  private final Assembly assembly;
  private final Defaults defaults;
  private final Problems problems;

  Header(Assembly assembly, Defaults defaults, Problems problems) {
    this.assembly = assembly;
    this.defaults = defaults;
    this.problems = problems;
  }

  boolean reads(Keyword keyword) {
    return READS.contains(keyword);
  }

  void read(Keyword keyword, List<Call> sentence, SourceSpan span, Scope scope) {
    if (keyword == Keyword.REQUIRE) {
      require(sentence, span, scope);
    } else if (Calls.alone(sentence, problems)) {
      Call call = sentence.get(0);
      switch (keyword) {
        case RUNBOOK -> runbook(call, scope);
        case LOCK -> new LockReader(assembly, problems).read(call, scope);
        case TIMEBOX -> timebox(call, scope);
        case CONFIRM ->
          Calls.text(call, Keyword.CONFIRM.example(), scope, problems)
              .ifPresent(question -> assembly.confirm(new Confirmation(question, span)));
        case NEVER -> {
          long asked = scope.asked();
          lines(call, line -> never(line, scope));
          if (scope.asked() > asked) {
            assembly.ruleDepends();
          }
        }
        default -> defaults(call, scope);
      }
    }
  }

  /** An included file's own name is for when it is run by itself. */
  private void runbook(Call call, Scope scope) {
    if (call.values().isEmpty() || call.values().size() > 2 || !call.named().isEmpty()) {
      problems.report(
          MISSING_VALUE,
          call.at(),
          "runbook takes a name and at most one line that describes it.",
          "Write " + Keyword.RUNBOOK.example() + ".");
      return;
    }
    List<Optional<String>> texts = call.values().stream()
        .map(value -> Calls.text(value, Keyword.RUNBOOK.example(), scope, problems))
        .toList();
    if (texts.stream().anyMatch(Optional::isEmpty)) {
      return;
    }
    String name = texts.get(0).get();
    if (name.isBlank() || name.contains("\n")) {
      problems.report(
          OUT_OF_RANGE,
          call.values().get(0),
          "A runbook's name is one line of text.",
          "Write " + Keyword.RUNBOOK.example() + ".");
    } else if (!problems.places().isIncluded() && assembly.hasRunbook()) {
      problems.report(REPEATED, call.at(), "The script has a name already.", "Remove one of them.");
    } else if (!problems.places().isIncluded()) {
      assembly.runbook(new Runbook(name, texts.size() > 1 ? texts.get(1).get() : ""));
    }
  }

  /** An included file's own is for when it is run by itself. */
  private void timebox(Call call, Scope scope) {
    Optional<Duration> longest =
        Setting.of(call, problems).flatMap(new SettingReader(scope, problems)::duration);
    if (longest.isEmpty() || problems.places().isIncluded()) {
      return;
    }
    if (assembly.timebox().isPresent()) {
      problems.report(REPEATED, call.at(), "timebox stands twice.", "Keep the one that is meant.");
    } else {
      assembly.timebox(longest.get());
    }
  }

  private void require(List<Call> sentence, SourceSpan span, Scope scope) {
    Call call = sentence.get(0);
    var values = new SettingReader(scope, problems);
    int before = problems.count();
    if (call.values().size() != 2 || !call.named().isEmpty()) {
      problems.report(
          MISSING_VALUE,
          call.at(),
          "require takes a reason and a condition.",
          "Write " + Keyword.REQUIRE.example() + ".");
      return;
    }
    Optional<String> why =
        Calls.text(call.values().get(0), Keyword.REQUIRE.example(), scope, problems);
    var where =
        values.predicate(new Setting(call.word(), call.at(), call.values().get(1)));
    Optional<Integer> min = Optional.empty();
    Optional<Integer> max = Optional.empty();
    for (Call clause : sentence.subList(1, sentence.size())) {
      Optional<Setting> setting = Setting.of(clause, problems);
      if (clause.word().equals(Clause.MIN.word())) {
        min = setting.flatMap(values::count);
      } else if (clause.word().equals(Clause.MAX.word())) {
        max = setting.flatMap(values::count);
      } else {
        problems.report(
            MISPLACED,
            clause.at(),
            clause.word() + " cannot follow require.",
            "It takes min and max, how many containers must match.");
      }
    }
    if (problems.count() == before && why.isPresent() && where.isPresent()) {
      assembly.require(new Requirement(
          why.get(),
          where.get(),
          min.orElse(max.isPresent() ? 0 : 1),
          max.orElse(Selector.UNLIMITED),
          span));
    }
  }

  private void never(ExpressionStatement line, Scope scope) {
    Optional<List<Call>> sentence = Call.sentence(line.getExpression());
    String word = sentence.map(calls -> calls.get(0).word()).orElse("");
    Optional<OperationSpec> operation = OperationCatalog.find(word);
    boolean form = sentence.isPresent()
        && sentence.get().size() == 2
        && sentence.get().get(0).values().isEmpty()
        && sentence.get().get(0).named().isEmpty()
        && sentence.get().get(1).word().equals(Clause.WHERE.word());
    if (!form) {
      problems.report(
          WRONG_TYPE,
          line,
          "never holds operations and the containers that they must not touch.",
          "Write " + Keyword.NEVER.example() + ".");
    } else if (operation.isEmpty() && !word.equals(CHANGE)) {
      var known = new ArrayList<>(OperationCatalog.verbs());
      known.add(CHANGE);
      problems.report(
          UNKNOWN_VERB,
          sentence.get().get(0).at(),
          "There is no operation " + word + ".",
          Problems.nearest(word, known, "The operations are " + String.join(", ", known) + "."));
    } else {
      Setting.of(sentence.get().get(1), problems)
          .flatMap(new SettingReader(scope, problems)::predicate)
          .ifPresent(where -> assembly.forbid(
              new Prohibition(operation, where, problems.places().of(line))));
    }
  }

  private void defaults(Call call, Scope scope) {
    if (defaults.given()) {
      problems.report(
          REPEATED, call.at(), "defaults stands twice.", "Write all of them in one block.");
      return;
    }
    if (!problems.places().isIncluded() && assembly.graph().size() > 0) {
      problems.report(
          MISPLACED,
          call.at(),
          "defaults stands behind statements that they do not hold for.",
          "Write it before the first of them.");
      return;
    }
    var values = new SettingReader(scope, problems);
    lines(
        call,
        line -> Call.sentence(line.getExpression())
            .ifPresentOrElse(
                sentence -> defaults.take(sentence, values, problems),
                () -> problems.report(
                    WRONG_TYPE,
                    line,
                    "defaults holds clauses with their values.",
                    "Write " + Keyword.DEFAULTS.example() + ".")));
    defaults.giving();
  }

  private void lines(Call call, Consumer<ExpressionStatement> reader) {
    if (call.values().size() != 1
        || !call.named().isEmpty()
        || !(call.values().get(0) instanceof ClosureExpression block)) {
      problems.report(
          MISSING_VALUE,
          call.at(),
          call.word() + " takes a block and nothing else.",
          "Write " + Examples.ofBlock(call.word()) + ".");
      return;
    }
    for (Statement line : ((BlockStatement) block.getCode()).getStatements()) {
      if (line instanceof ExpressionStatement expression) {
        reader.accept(expression);
      } else if (!(line instanceof EmptyStatement)) {
        problems.report(
            MISPLACED,
            line,
            "This cannot stand inside of " + call.word() + ".",
            "Write it before the block.");
      }
    }
  }
}
