package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.REPEATED;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.SourceSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads statements that hold statements. */
final class Blocks {
  private static final String AFTER = "after";

  private final Walker walker;
  private final Assembly assembly;
  private final Problems problems;

  Blocks(Walker walker, Assembly assembly, Problems problems) {
    this.walker = walker;
    this.assembly = assembly;
    this.problems = problems;
  }

  void read(Keyword keyword, List<Call> sentence, SourceSpan span, Scope scope) {
    if (keyword == Keyword.FROZEN) {
      new Frozen(this, walker, assembly, problems).read(sentence, span, scope);
      return;
    }
    Call call = sentence.get(0);
    Optional<BlockStatement> body = body(call);
    if (body.isEmpty() || keyword != Keyword.ATTEMPT && !Calls.alone(sentence, problems)) {
      return;
    }
    switch (keyword) {
      case PARALLEL -> parallel(call, body.get(), span, scope);
      case SEQUENCE -> sequence(call, body.get(), scope);
      case ROLLING -> rolling(call, body.get(), scope);
      case STEP -> step(call, body.get(), scope);
      case ATTEMPT -> attempt(sentence, span, scope);
      default -> throw new IllegalArgumentException("no block: " + keyword.word());
    }
  }

  /** Returns what holds here for a statement that does not say it itself. */
  Defaults defaults(Defaults ofFile) {
    return assembly.conditional() ? ofFile.without(Clause.CONTINUE_ON_ERROR) : ofFile;
  }

  /** Returns whether a step may stand here as it says; reports it if not. */
  boolean accepts(StepReader.Draft draft, SourceSpan span) {
    if (assembly.conditional() && draft.continueOnError()) {
      problems.report(
          MISPLACED,
          span,
          "continueOnError stands inside of a block, and would hide the failure from what follows it.",
          "Remove it; what must be done in any case belongs into ensure.");
      return false;
    }
    if (assembly.conditional()) {
      assembly.graph().within(draft.name());
    }
    return mayFollow(draft.after(), span) && isNew(draft.name(), span);
  }

  private boolean mayFollow(Optional<List<String>> after, SourceSpan span) {
    if (after.isPresent() && assembly.conditional()) {
      problems.report(
          MISPLACED,
          span,
          "after stands inside of a block which has an order of its own.",
          "Name the block: step('name', after: ['other']) { attempt { … } }.");
      return false;
    }
    return true;
  }

  private boolean isNew(String name, SourceSpan span) {
    if (assembly.graph().isNamed(name)) {
      problems.report(
          REPEATED,
          span,
          "There is already a step called " + name + ".",
          "Take another name; in a loop, as \"" + name + "-${n}\".");
      return false;
    }
    return true;
  }

  /** Returns the block that must stand last behind the word. */
  Optional<BlockStatement> body(Call call) {
    List<Expression> values = call.values();
    if (!values.isEmpty()
        && values.get(values.size() - 1) instanceof ClosureExpression block
        && values.stream().filter(ClosureExpression.class::isInstance).count() == 1) {
      return Optional.of((BlockStatement) block.getCode());
    }
    problems.report(
        MISSING_VALUE,
        call.at(),
        call.word() + " has no block of statements behind it.",
        "Write " + Examples.ofBlock(call.word()) + ".");
    return Optional.empty();
  }

  /** Returns whether nothing but the block stands behind the word; reports it if not. */
  boolean onlyBlock(Call call) {
    boolean only = call.values().size() == 1 && call.named().isEmpty();
    if (!only) {
      problems.report(
          MISSING_VALUE,
          call.at(),
          call.word() + " takes a block of statements and nothing else.",
          "Write " + call.word() + " { … }.");
    }
    return only;
  }

  private void parallel(Call call, BlockStatement body, SourceSpan span, Scope scope) {
    if (!onlyBlock(call)) {
      return;
    }
    Scope inner = scope.inner();
    var branches = assembly.graph().new Branches();
    for (Statement statement : body.getStatements()) {
      if (statement instanceof ForStatement loop) {
        walker.loop(loop, inner, branches::add);
      } else {
        branches.add(() -> walker.statement(statement, inner));
      }
    }
    branches.join(span);
  }

  private void sequence(Call call, BlockStatement body, Scope scope) {
    if (onlyBlock(call)) {
      walker.block(body, scope.inner());
    }
  }

  private void rolling(Call call, BlockStatement body, Scope scope) {
    if (assembly.graph().isRolling()) {
      problems.report(
          MISPLACED, call.at(), "rolling stands inside of another.", "Write one behind the other.");
      return;
    }
    new RolloutReader(new SettingReader(scope, problems), problems)
        .read(call)
        .ifPresentOrElse(
            rollout -> assembly.graph().rolling(rollout, () -> walker.block(body, scope.inner())),
            () -> walker.block(body, scope.inner()));
  }

  private void step(Call call, BlockStatement body, Scope scope) {
    SourceSpan span = problems.places().of(call.at());
    var values = new SettingReader(scope, problems);
    Optional<String> name = call.values().size() == 2
        ? values.name(new Setting(call.word(), call.at(), call.values().get(0)))
        : Optional.empty();
    if (call.values().size() != 2) {
      problems.report(
          MISSING_VALUE,
          call.at(),
          "step takes a name and a block of statements.",
          "Write " + Examples.ofBlock(call.word()) + ".");
    }
    Calls.namedWithin(call, Set.of(AFTER), problems);
    Optional<List<String>> after = Calls.named(call, AFTER, problems).flatMap(values::names);
    if (!mayFollow(after, span) || name.isPresent() && !isNew(name.get(), span)) {
      return;
    }
    if (assembly.conditional()) {
      assembly.graph().within(name.orElse(""));
    }
    int before = assembly.graph().size();
    assembly.graph().named(name.orElse(""), after, () -> walker.block(body, scope.inner()));
    notEmpty(call, before);
  }

  private void attempt(List<Call> sentence, SourceSpan span, Scope scope) {
    Map<Keyword, Runnable> parts = new HashMap<>();
    for (Call call : sentence) {
      Optional<Keyword> keyword = Keyword.named(call.word());
      boolean fits = keyword
          .map(each -> each == Keyword.ATTEMPT || each == Keyword.RECOVER || each == Keyword.ENSURE)
          .orElse(false);
      if (!fits) {
        problems.report(
            MISPLACED,
            call.at(),
            call.word() + " cannot follow attempt.",
            "Write recover { … } or ensure { … }, or begin a new statement.");
      } else if (parts.containsKey(keyword.get())) {
        problems.report(
            REPEATED, call.at(), call.word() + " stands twice.", "Write all of it in one block.");
      } else if (onlyBlock(call)) {
        body(call).ifPresent(body -> parts.put(keyword.get(), () -> part(call, body, scope)));
      }
    }
    if (sentence.size() == 1) {
      problems.report(
          MISSING_VALUE,
          sentence.get(0).at(),
          "Nothing follows the attempt.",
          "Write recover { … } or ensure { … } behind it.");
    }
    assembly
        .graph()
        .attempt(
            parts.getOrDefault(Keyword.ATTEMPT, () -> {}),
            Optional.ofNullable(parts.get(Keyword.RECOVER)),
            Optional.ofNullable(parts.get(Keyword.ENSURE)),
            span);
  }

  void part(Call call, BlockStatement body, Scope scope) {
    int before = assembly.graph().size();
    assembly.conditionally(() -> walker.block(body, scope.inner()));
    notEmpty(call, before);
  }

  /** Behind a problem nothing is added any more, so that says nothing. */
  private void notEmpty(Call call, int before) {
    if (assembly.graph().size() == before && problems.none()) {
      problems.report(
          MISSING_VALUE,
          call.at(),
          call.word() + " holds no statement that does anything.",
          "Write a statement into its braces, as note 'Nothing to do'.");
    }
  }
}
