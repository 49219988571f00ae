package dev.thaw.prove;

import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sees at once what most scripts are made of: one equality, or several on different facts. */
final class Plain {
  /** Facts that hang on nothing else and that can be any text or word. */
  private static final Set<String> FREE = Set.of("label", "state");

  private Plain() {}

  /** Returns whether it can certainly hold; false where that takes a search to tell. */
  static boolean satisfiable(Predicate predicate) {
    List<Predicate> parts =
        predicate instanceof Predicate.And ? predicate.parts() : List.of(predicate);
    var seen = new HashSet<Operand>();
    return parts.stream()
            .allMatch(part -> part instanceof Predicate.Compare compare
                && compare.comparison() == Comparison.EQUAL
                && compare.left() instanceof Operand.FactRef fact
                && compare.right() instanceof Operand.Literal literal
                && FREE.contains(fact.fact().name())
                && fact.kinds().contains(literal.value().kind())
                && (fact.fact().words().isEmpty()
                    || fact.fact().words().contains(literal.value().display()))
                && seen.add(fact))
        || predicate instanceof Predicate.Constant constant && constant.truth();
  }
}
