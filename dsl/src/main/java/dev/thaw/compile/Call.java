package dev.thaw.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/**
 * A word of a statement with what stands behind it: a verb and its arguments, a clause and its
 * value.
 *
 * @param word the word
 * @param at where the word stands
 * @param values what stands behind it without a name
 * @param named what stands behind it as {@code name: value}
 */
record Call(String word, ASTNode at, List<Expression> values, List<MapEntryExpression> named) {

  /** Returns the verb and its clauses, or nothing if the expression is no sentence of that form. */
  static Optional<List<Call>> sentence(Expression node) {
    var calls = new ArrayList<Call>();
    Expression rest = node;
    while (rest instanceof MethodCallExpression call && !call.isImplicitThis()) {
      calls.add(of(call));
      rest = call.getObjectExpression();
    }
    if (rest instanceof MethodCallExpression call) {
      calls.add(of(call));
    } else if (rest instanceof VariableExpression variable) {
      calls.add(new Call(variable.getName(), variable, List.of(), List.of()));
    } else {
      return Optional.empty();
    }
    Collections.reverse(calls);
    return Optional.of(calls);
  }

  private static Call of(MethodCallExpression node) {
    var values = new ArrayList<Expression>();
    var named = new ArrayList<MapEntryExpression>();
    for (Expression argument : ((TupleExpression) node.getArguments()).getExpressions()) {
      if (argument instanceof MapExpression map) {
        named.addAll(map.getMapEntryExpressions());
      } else {
        values.add(argument);
      }
    }
    return new Call(node.getMethodAsString(), node.getMethod(), values, named);
  }
}
