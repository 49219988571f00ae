package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.graph.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.Expression;

/** Builds predicates in the one form that a text has: flat chains, and no negated constants. */
final class Logic {
  static final int DEPTH = 200;

  private Logic() {}

  /** Returns the predicate, unless it is nested deeper than what writes it out can follow. */
  static Optional<Predicate> bounded(
      Optional<Predicate> predicate, Expression node, Problems problems) {
    boolean deep = predicate.map(Logic::depth).filter(depth -> depth > DEPTH).isPresent();
    if (deep) {
      problems.report(
          DiagnosticCode.TOO_LARGE,
          node,
          "The condition is nested deeper than " + DEPTH + " levels.",
          "Leave out every double !, or take it apart.");
    }
    return deep ? Optional.empty() : predicate;
  }

  private static int depth(Predicate predicate) {
    return 1 + predicate.parts().stream().mapToInt(Logic::depth).max().orElse(0);
  }

  static Predicate and(List<Predicate> parts) {
    var flat = new ArrayList<Predicate>();
    for (Predicate part : parts) {
      if (part instanceof Predicate.And) {
        flat.addAll(part.parts());
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.get(0) : new Predicate.And(flat);
  }

  static Predicate or(List<Predicate> parts) {
    var flat = new ArrayList<Predicate>();
    for (Predicate part : parts) {
      if (part instanceof Predicate.Or) {
        flat.addAll(part.parts());
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.get(0) : new Predicate.Or(flat);
  }

  static Predicate not(Predicate part) {
    return part instanceof Predicate.Constant constant
        ? new Predicate.Constant(!constant.truth())
        : new Predicate.Not(part);
  }
}
