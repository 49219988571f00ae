package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.NOT_ALLOWED;
import static dev.thaw.diagnostic.DiagnosticCode.SYNTAX;
import static dev.thaw.diagnostic.DiagnosticCode.TOO_LARGE;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.OperationGraph;
import dev.thaw.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Interprets statements: each adds to the graph, or to the names that later ones can use. */
final class Walker {
  private final Problems problems;
  private GraphBuilder graph = new GraphBuilder();
  private final Parameters parameters;
  private final Scope script = new Scope();
  private int iterations;

  Walker(Map<String, String> given, Problems problems) {
    this.problems = problems;
    this.parameters = new Parameters(given, script, problems);
  }

  /** Walks a whole script. A statement that could not be parsed may have declared a parameter. */
  void walk(List<Statement> statements) {
    statements.forEach(statement -> statement(statement, script));
    if (!problems.has(SYNTAX)) {
      parameters.reportUnknown();
    }
  }

  /** Returns the graph, which is complete only if no problem was reported. */
  OperationGraph graph() {
    return graph.graph(parameters.values());
  }

  private void statement(Statement node, Scope scope) {
    if (node instanceof ExpressionStatement expression) {
      expression(expression, scope);
    } else if (node instanceof BlockStatement block) {
      block(block, scope.inner());
    } else if (node instanceof IfStatement branch) {
      branch(branch, scope);
    } else if (node instanceof ForStatement loop) {
      loop(loop, scope);
    }
  }

  private void block(BlockStatement block, Scope scope) {
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
    Call first = sentence.get(0);
    switch (first.word()) {
      case Vocabulary.PARAM -> parameter(sentence, scope);
      case Vocabulary.PARALLEL -> parallel(sentence, node, scope);
      default -> step(sentence, node, scope);
    }
  }

  private void parameter(List<Call> sentence, Scope scope) {
    Call call = sentence.get(0);
    if (scope != script) {
      parameters.reportMisplaced(call);
    } else if (noClauses(sentence)) {
      parameters.declare(call);
    }
  }

  private void parallel(List<Call> sentence, Statement node, Scope scope) {
    Call call = sentence.get(0);
    boolean block = call.named().isEmpty()
        && call.values().size() == 1
        && call.values().get(0) instanceof ClosureExpression;
    if (!block) {
      problems.report(
          MISSING_VALUE,
          call.at(),
          "parallel takes a block of statements and nothing else.",
          "Write parallel { … }.");
    } else if (noClauses(sentence)) {
      graph.fork();
      block((BlockStatement) ((ClosureExpression) call.values().get(0)).getCode(), scope.inner());
      graph.join(problems.places().of(node));
    }
  }

  private boolean noClauses(List<Call> sentence) {
    if (sentence.size() > 1) {
      problems.report(
          MISPLACED,
          sentence.get(1).at(),
          sentence.get(1).word() + " cannot follow " + sentence.get(0).word() + ".",
          "Begin a new statement.");
    }
    return sentence.size() == 1;
  }

  private void step(List<Call> sentence, Statement node, Scope scope) {
    SourceSpan span = problems.places().of(node);
    new StepReader(scope, problems).read(sentence).ifPresent(draft -> {
      if (graph.full()) {
        problems.report(
            TOO_LARGE,
            ScriptSource.beginning(),
            "The script has more than " + Limits.NODES + " steps.",
            "Select more containers with fewer steps.");
      } else {
        graph.step(draft, span);
      }
    });
  }

  private void branch(IfStatement node, Scope scope) {
    Optional<Boolean> condition = new Constants(scope, problems).flag(node.getBooleanExpression());
    if (condition.isPresent()) {
      Statement taken = condition.get() ? node.getIfBlock() : node.getElseBlock();
      Statement other = condition.get() ? node.getElseBlock() : node.getIfBlock();
      statement(taken, scope.inner());
      onlyCheck(other, scope.inner());
    } else {
      onlyCheck(node.getIfBlock(), scope.inner());
      onlyCheck(node.getElseBlock(), scope.inner());
    }
  }

  /** What other parameters would lead to must be right as well. */
  private void onlyCheck(Statement node, Scope scope) {
    GraphBuilder kept = graph;
    graph = new GraphBuilder();
    statement(node, scope);
    graph = kept;
  }

  private void loop(ForStatement node, Scope scope) {
    Optional<Value> values =
        new Constants(scope, problems).evaluate(node.getCollectionExpression());
    if (values.isEmpty()) {
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
      if (++iterations > Limits.ITERATIONS) {
        problems.report(
            TOO_LARGE,
            node.getCollectionExpression(),
            "Loops go round more than " + Limits.ITERATIONS + " times.",
            "Write shorter lists.");
        return;
      }
      Scope inner = scope.inner();
      new Names(inner, problems)
          .define(node.getValueVariable().getName(), Optional.of(item), node.getValueVariable());
      statement(node.getLoopBlock(), inner);
    }
  }
}
