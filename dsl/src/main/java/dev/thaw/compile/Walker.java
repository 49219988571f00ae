package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.NOT_ALLOWED;
import static dev.thaw.diagnostic.DiagnosticCode.SYNTAX;
import static dev.thaw.diagnostic.DiagnosticCode.TOO_LARGE;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * Interprets the statements of one file: each adds to the graph, or to the names that later ones
 * can use.
 */
final class Walker {
  private final Problems problems;
  private final Assembly assembly;
  private final Parameters parameters;
  private final Defaults defaults;
  private final Scope script;
  private final Header header;
  private final Blocks blocks;
  private final Inclusion inclusion;

  Walker(
      Given given, Assembly assembly, Defaults defaults, Inclusion inclusion, Problems problems) {
    this.problems = problems;
    this.assembly = assembly;
    this.defaults = defaults;
    this.inclusion = inclusion;
    this.script = new Scope(problems.expected());
    this.parameters = new Parameters(given, script, problems);
    this.header = new Header(assembly, defaults, problems);
    this.blocks = new Blocks(this, assembly, problems);
  }

  /** Walks a whole file. A statement that could not be parsed may have declared a parameter. */
  Parameters walk(List<Statement> statements) {
    statements.forEach(statement -> statement(statement, script));
    if (!problems.has(SYNTAX)) {
      parameters.reportUnknown();
    }
    if (problems.none()) {
      parameters.reportUnused();
    }
    return parameters;
  }

  void statement(Statement node, Scope scope) {
    problems.budget().spend(node, 1);
    if (node instanceof ExpressionStatement expression) {
      expression(expression, scope);
    } else if (node instanceof BlockStatement block) {
      block(block, scope.inner());
    } else if (node instanceof IfStatement branch) {
      branch(branch, scope);
    } else if (node instanceof ForStatement loop) {
      loop(loop, scope, Runnable::run);
    }
  }

  void block(BlockStatement block, Scope scope) {
    block.getStatements().forEach(statement -> statement(statement, scope));
  }

  private void expression(ExpressionStatement node, Scope scope) {
    Expression expression = node.getExpression();
    if (expression instanceof DeclarationExpression declaration) {
      declare(declaration, scope);
    } else if (expression instanceof BinaryExpression binary
        && binary.getOperation().getText().equals("=")) {
      problems.report(
          NOT_ALLOWED,
          node,
          "Constants are declared once, with def.",
          "Write def " + binary.getLeftExpression().getText() + " = …, with a new name.");
    } else {
      Call.sentence(expression)
          .ifPresentOrElse(
              sentence -> sentence(sentence, node, scope),
              () -> problems.report(
                  NOT_ALLOWED,
                  node,
                  "This is no statement.",
                  "Begin with a verb, as in pause where name == 'db'."));
    }
  }

  private void declare(DeclarationExpression node, Scope scope) {
    if (node.getRightExpression() instanceof EmptyExpression) {
      problems.report(
          MISSING_VALUE,
          node,
          node.getVariableExpression().getName() + " has no value.",
          "Write def " + node.getVariableExpression().getName() + " = value.");
      return;
    }
    Optional<Value> value = new Constants(scope, problems).evaluate(node.getRightExpression());
    new Names(scope, problems)
        .define(node.getVariableExpression().getName(), value, node.getVariableExpression());
  }

  private void sentence(List<Call> sentence, Statement node, Scope scope) {
    Optional<Keyword> keyword = Keyword.named(sentence.get(0).word());
    SourceSpan span = problems.places().of(node);
    keyword.ifPresent(word -> assembly.pass(new Passage(word, subject(sentence.get(0)), span)));
    if (keyword.isEmpty() || !keyword.get().beginsStatement()) {
      step(sentence, span, scope);
    } else if (header.reads(keyword.get())) {
      if (outside(keyword.get(), sentence.get(0), scope)) {
        header.read(keyword.get(), sentence, span, scope);
      }
    } else if (keyword.get() == Keyword.PARAM) {
      if (outside(keyword.get(), sentence.get(0), scope) && noClauses(sentence)) {
        parameters.declare(sentence.get(0));
      }
    } else if (keyword.get() == Keyword.INCLUDE) {
      if (noClauses(sentence)) {
        inclusion.include(sentence.get(0), span, scope, defaults, assembly, problems);
      }
    } else if (keyword.get() == Keyword.NOTE) {
      note(sentence, span, scope);
    } else if (WaitReader.reads(keyword.get())) {
      new WaitReader(scope, blocks.defaults(defaults), problems)
          .read(keyword.get(), sentence)
          .filter(wait -> hasRoom())
          .ifPresent(wait -> assembly.graph().wait(wait.condition(), wait.limit(), span));
    } else {
      blocks.read(keyword.get(), sentence, span, scope);
    }
  }

  private static String subject(Call call) {
    return !call.values().isEmpty()
            && call.values().get(0) instanceof ConstantExpression constant
            && constant.getValue() instanceof String text
        ? text
        : "";
  }

  /** What a script says of itself must stand where all see it. */
  private boolean outside(Keyword keyword, Call call, Scope scope) {
    if (scope != script) {
      problems.report(
          MISPLACED,
          call.at(),
          keyword.word() + " stands inside of a block.",
          "Write it at the script's beginning.");
    }
    return scope == script;
  }

  private boolean noClauses(List<Call> sentence) {
    return Calls.alone(sentence, problems);
  }

  private void note(List<Call> sentence, SourceSpan span, Scope scope) {
    if (noClauses(sentence)) {
      Calls.text(sentence.get(0), "note 'Now the workers.'", scope, problems)
          .filter(text -> hasRoom())
          .ifPresent(text -> assembly.graph().note(text, span));
    }
  }

  private void step(List<Call> sentence, SourceSpan span, Scope scope) {
    draft(sentence, span, scope, reader -> reader.read(sentence))
        .ifPresent(draft -> assembly.graph().step(draft, span));
  }

  /** Reads what a block holds while its statements are carried out. */
  Optional<StepReader.Draft> held(List<Call> sentence, SourceSpan span, Scope scope) {
    return draft(sentence, span, scope, reader -> reader.readHeld(sentence));
  }

  private Optional<StepReader.Draft> draft(
      List<Call> sentence,
      SourceSpan span,
      Scope scope,
      Function<StepReader, Optional<StepReader.Draft>> reading) {
    problems.budget().spend(sentence.get(0).at(), Budget.STEP);
    long asked = scope.asked();
    Optional<StepReader.Draft> read =
        reading.apply(new StepReader(scope, blocks.defaults(defaults), problems));
    if (scope.asked() > asked) {
      assembly.depends(span);
    }
    return read.filter(draft -> blocks.accepts(draft, span) && hasRoom());
  }

  private boolean hasRoom() {
    boolean full = assembly.graph().full();
    if (full) {
      problems.report(
          TOO_LARGE,
          problems.places().beginning(),
          "The script has more than " + Limits.NODES + " steps.",
          "Select more containers with fewer steps.");
    }
    return !full;
  }

  private void branch(IfStatement node, Scope scope) {
    Optional<Boolean> condition = new Constants(scope, problems).flag(node.getBooleanExpression());
    if (condition.isPresent()) {
      Statement taken = condition.get() ? node.getIfBlock() : node.getElseBlock();
      Statement other = condition.get() ? node.getElseBlock() : node.getIfBlock();
      statement(taken, scope.inner());
      onlyCheck(other, scope.blind());
    } else {
      onlyCheck(node.getIfBlock(), scope.blind());
      onlyCheck(node.getElseBlock(), scope.blind());
    }
  }

  /** What other parameters would lead to must be right as well. */
  private void onlyCheck(Statement node, Scope scope) {
    assembly.withoutEffect(() -> statement(node, scope));
  }

  /**
   * Goes through a loop.
   *
   * @param turn carries one turn out
   */
  void loop(ForStatement node, Scope scope, Consumer<Runnable> turn) {
    Optional<Value> values =
        new Constants(scope, problems).evaluate(node.getCollectionExpression());
    if (values.isEmpty() || values.get().equals(new Value.Listing(List.of()))) {
      Scope inner = scope.blind();
      new Names(inner, problems)
          .define(node.getValueVariable().getName(), Optional.empty(), node.getValueVariable());
      onlyCheck(node.getLoopBlock(), inner);
      return;
    }
    if (!(values.get() instanceof Value.Listing listing)) {
      problems.report(
          WRONG_TYPE,
          node.getCollectionExpression(),
          Kinds.shown(values.get()) + " is " + values.get().kind().phrase() + " and no list.",
          "Write a list or a range, as [1, 2] or 1..3.");
      return;
    }
    int before = problems.count();
    for (Value item : listing.items()) {
      if (problems.count() > before) {
        return;
      }
      if (!assembly.mayTurn()) {
        problems.report(
            TOO_LARGE,
            node.getCollectionExpression(),
            "Loops go round more than " + Limits.ITERATIONS + " times.",
            "Write shorter lists.");
        return;
      }
      turn.accept(() -> turn(node, scope.inner(), item));
    }
  }

  private void turn(ForStatement node, Scope inner, Value item) {
    new Names(inner, problems)
        .define(node.getValueVariable().getName(), Optional.of(item), node.getValueVariable());
    statement(node.getLoopBlock(), inner);
  }
}
