package dev.thaw.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.UnaryPlusExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Lists the nodes right below one, for the forms that the gate lets through. */
final class Children {
  private Children() {}

  static List<ASTNode> of(ASTNode node) {
    return node instanceof Statement statement
        ? statement(statement)
        : expression((Expression) node);
  }

  private static List<ASTNode> statement(Statement node) {
    if (node instanceof BlockStatement block) {
      return List.copyOf(block.getStatements());
    }
    if (node instanceof ExpressionStatement statement) {
      return List.of(statement.getExpression());
    }
    if (node instanceof IfStatement branch) {
      return branch.getElseBlock().isEmpty()
          ? List.of(branch.getBooleanExpression(), branch.getIfBlock())
          : List.of(branch.getBooleanExpression(), branch.getIfBlock(), branch.getElseBlock());
    }
    if (node instanceof ForStatement loop) {
      return List.of(loop.getCollectionExpression(), loop.getLoopBlock());
    }
    return List.of();
  }

  private static List<ASTNode> expression(Expression node) {
    if (node instanceof MethodCallExpression call) {
      return call.isImplicitThis()
          ? List.of(call.getArguments())
          : List.of(call.getObjectExpression(), call.getArguments());
    }
    if (node instanceof PropertyExpression property) {
      return List.of(property.getObjectExpression());
    }
    if (node instanceof DeclarationExpression declaration
        && declaration.getRightExpression() instanceof EmptyExpression) {
      return List.of(declaration.getLeftExpression());
    }
    if (node instanceof BinaryExpression binary) {
      return List.of(binary.getLeftExpression(), binary.getRightExpression());
    }
    if (node instanceof MapEntryExpression entry) {
      return List.of(entry.getKeyExpression(), entry.getValueExpression());
    }
    if (node instanceof RangeExpression range) {
      return List.of(range.getFrom(), range.getTo());
    }
    if (node instanceof ClosureExpression closure) {
      return List.of(closure.getCode());
    }
    return several(node).orElseGet(() -> single(node));
  }

  private static Optional<List<ASTNode>> several(Expression node) {
    if (node instanceof TupleExpression tuple) {
      return Optional.of(List.copyOf(tuple.getExpressions()));
    }
    if (node instanceof ListExpression list) {
      return Optional.of(List.copyOf(list.getExpressions()));
    }
    if (node instanceof MapExpression map) {
      return Optional.of(List.copyOf(map.getMapEntryExpressions()));
    }
    if (node instanceof GStringExpression text) {
      return Optional.of(new ArrayList<>(text.getValues()));
    }
    return Optional.empty();
  }

  private static List<ASTNode> single(Expression node) {
    if (node instanceof BooleanExpression condition) {
      return List.of(condition.getExpression());
    }
    if (node instanceof UnaryMinusExpression minus) {
      return List.of(minus.getExpression());
    }
    if (node instanceof UnaryPlusExpression plus) {
      return List.of(plus.getExpression());
    }
    return List.of();
  }
}
