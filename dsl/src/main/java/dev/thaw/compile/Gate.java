package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.AttributeExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BitwiseNegationExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ClosureListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.LambdaExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.MethodReferenceExpression;
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.SpreadMapExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.UnaryPlusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.AssertStatement;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.SwitchStatement;
import org.codehaus.groovy.ast.stmt.SynchronizedStatement;
import org.codehaus.groovy.ast.stmt.ThrowStatement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;
import org.codehaus.groovy.ast.stmt.WhileStatement;

/**
 * Lets through only the forms that the language has, class by class of syntax tree node. What is
 * not listed is refused, and so is every form that a later Groovy may add.
 *
 * <p>The walker behind it interprets a still smaller set. Nothing that is refused here could run
 * anyway, but the one who wrote it must be told.
 */
final class Gate {
  private static final Set<Class<? extends ASTNode>> ALLOWED = Set.of(
      BlockStatement.class,
      ExpressionStatement.class,
      EmptyStatement.class,
      IfStatement.class,
      ForStatement.class,
      ConstantExpression.class,
      GStringExpression.class,
      VariableExpression.class,
      PropertyExpression.class,
      BinaryExpression.class,
      BooleanExpression.class,
      NotExpression.class,
      UnaryMinusExpression.class,
      UnaryPlusExpression.class,
      ListExpression.class,
      RangeExpression.class,
      MapExpression.class,
      NamedArgumentListExpression.class,
      MapEntryExpression.class,
      TupleExpression.class,
      ArgumentListExpression.class,
      MethodCallExpression.class,
      ClosureExpression.class,
      DeclarationExpression.class);

  private static final String NO_CODE =
      "A runbook runs no code: it names operations and conditions.";

  /** How messages name the refused forms that people try. */
  private static final Map<Class<? extends ASTNode>, String> NAMES = Map.ofEntries(
      Map.entry(ClassExpression.class, "A class"),
      Map.entry(ConstructorCallExpression.class, "new"),
      Map.entry(CastExpression.class, "A cast"),
      Map.entry(StaticMethodCallExpression.class, "A static call"),
      Map.entry(MethodPointerExpression.class, "A method pointer"),
      Map.entry(MethodReferenceExpression.class, "A method reference"),
      Map.entry(LambdaExpression.class, "A lambda"),
      Map.entry(ArrayExpression.class, "An array"),
      Map.entry(SpreadExpression.class, "Spreading"),
      Map.entry(SpreadMapExpression.class, "Spreading"),
      Map.entry(AttributeExpression.class, "Field access"),
      Map.entry(TernaryExpression.class, "A conditional expression"),
      Map.entry(ElvisOperatorExpression.class, "A conditional expression"),
      Map.entry(PostfixExpression.class, "Counting up or down"),
      Map.entry(PrefixExpression.class, "Counting up or down"),
      Map.entry(BitwiseNegationExpression.class, "The operator ~"),
      Map.entry(ClosureListExpression.class, "A for with semicolons"),
      Map.entry(WhileStatement.class, "while"),
      Map.entry(DoWhileStatement.class, "do"),
      Map.entry(TryCatchStatement.class, "try"),
      Map.entry(ThrowStatement.class, "throw"),
      Map.entry(ReturnStatement.class, "return"),
      Map.entry(SwitchStatement.class, "switch"),
      Map.entry(SynchronizedStatement.class, "synchronized"),
      Map.entry(AssertStatement.class, "assert"),
      Map.entry(BreakStatement.class, "break"),
      Map.entry(ContinueStatement.class, "continue"));

  private final Problems problems;
  private boolean passed = true;

  private Gate(Problems problems) {
    this.problems = problems;
  }

  /** Returns the statements without any form that is refused; the others are reported. */
  static List<Statement> pass(List<ModuleNode> trees, Problems problems) {
    var healthy = new ArrayList<Statement>();
    for (ModuleNode tree : trees) {
      new Gate(problems).declarations(tree);
      for (Statement statement : tree.getStatementBlock().getStatements()) {
        var gate = new Gate(problems);
        if (!MadeUp.is(statement) && gate.passes(statement)) {
          healthy.add(statement);
        } else if (statement instanceof ExpressionStatement expression
            && expression.getExpression() instanceof DeclarationExpression declaration
            && !declaration.isMultipleAssignmentDeclaration()) {
          problems.expect(declaration.getVariableExpression().getName());
        }
      }
    }
    return healthy;
  }

  private void declarations(ModuleNode tree) {
    if (tree.hasPackage()) {
      refuse(tree.getPackage(), "A package", "Remove it.");
    }
    var imports = new ArrayList<ASTNode>(tree.getImports());
    imports.addAll(tree.getStarImports());
    imports.addAll(tree.getStaticImports().values());
    imports.addAll(tree.getStaticStarImports().values());
    imports.forEach(
        node -> refuse(node, "An import", "Remove it; the vocabulary is always there."));
    tree.getMethods()
        .forEach(node -> refuse(node, "A method", "Write the statements out, or use for."));
    tree.getClasses().stream()
        .filter(node -> !node.isScript())
        .forEach(node -> refuse(node, "A class", "Remove it."));
  }

  private boolean passes(Statement statement) {
    check(statement);
    return passed;
  }

  private void check(ASTNode node) {
    if (!ALLOWED.contains(node.getClass())) {
      refuse(node, NAMES.getOrDefault(node.getClass(), "This form of Groovy"), cure(node));
      return;
    }
    if (node instanceof Statement statement
        && statement.getStatementLabels() != null
        && !statement.getStatementLabels().isEmpty()) {
      String label = statement.getStatementLabels().get(0);
      refuse(node, "The label " + label, "Write " + label + " without a colon.");
      return;
    }
    special(node).ifPresentOrElse(form -> refuse(node, form, cure(node)), () -> descend(node));
  }

  /** Returns what is refused of a form that is allowed otherwise. */
  private static Optional<String> special(ASTNode node) {
    if (node instanceof MethodCallExpression call) {
      if (!(call.getMethod() instanceof ConstantExpression)) {
        return Optional.of("A computed name");
      }
      return call.isSafe() || call.isSpreadSafe()
          ? Optional.of("The operator ?. or *.")
          : Optional.empty();
    }
    if (node instanceof PropertyExpression property) {
      if (!(property.getProperty() instanceof ConstantExpression)) {
        return Optional.of("A computed name");
      }
      return property.isSafe() || property.isSpreadSafe()
          ? Optional.of("The operator ?. or *.")
          : Optional.empty();
    }
    if (node instanceof ClosureExpression closure) {
      boolean parameters = closure.getParameters() != null && closure.getParameters().length > 0;
      return parameters ? Optional.of("A parameter of a block") : Optional.empty();
    }
    if (node instanceof DeclarationExpression declaration) {
      return declaration(declaration);
    }
    if (node instanceof VariableExpression variable
        && (variable.isThisExpression() || variable.isSuperExpression())) {
      return Optional.of(variable.getName());
    }
    return node instanceof ForStatement loop ? loop(loop) : Optional.empty();
  }

  private static Optional<String> declaration(DeclarationExpression declaration) {
    if (declaration.isMultipleAssignmentDeclaration()) {
      return Optional.of("Declaring several names at once");
    }
    ClassNode type = declaration.getVariableExpression().getOriginType();
    return declaration.getVariableExpression().isDynamicTyped()
        ? Optional.empty()
        : Optional.of("The type " + type.getNameWithoutPackage());
  }

  private static Optional<String> loop(ForStatement loop) {
    if (loop.getCollectionExpression() instanceof ClosureListExpression) {
      return Optional.of("A for with semicolons");
    }
    if (loop.getIndexVariable() != null) {
      return Optional.of("A for with an index");
    }
    return loop.getValueVariable().isDynamicTyped()
        ? Optional.empty()
        : Optional.of("The type " + loop.getValueVariable().getType().getNameWithoutPackage());
  }

  private static String cure(ASTNode node) {
    if (node instanceof DeclarationExpression) {
      return "Write def name = value, for one name.";
    }
    if (node instanceof ForStatement
        || node instanceof WhileStatement
        || node instanceof DoWhileStatement) {
      return "Write for (name in [...]) or for (name in 1..3).";
    }
    return NO_CODE;
  }

  private void descend(ASTNode node) {
    for (ASTNode child : Children.of(node)) {
      check(child);
    }
  }

  private void refuse(ASTNode node, String form, String cure) {
    problems.report(DiagnosticCode.NOT_ALLOWED, node, form + " is not part of the language.", cure);
    passed = false;
  }
}
