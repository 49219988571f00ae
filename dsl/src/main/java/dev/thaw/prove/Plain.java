package dev.thaw.prove;

import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import dev.thaw.value.Value;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Sees at once what most scripts are made of: one equality, or several on different facts. */
final class Plain {
  /** Facts that hang on nothing else and that can be any text or word. */
  private static final Set<String> FREE = Set.of("label", "state");

  /** Fewer than there are states: of these, there is another. */
  private static final int FEW = 4;

  private Plain() {}

  /** Returns whether it can certainly hold; false where that takes a search to tell. */
  static boolean satisfiable(Predicate predicate) {
    var seen = new HashSet<Operand>();
    return parts(predicate)
            .allMatch(part -> possible(part) && seen.add(part.operands().get(0)))
        || predicate instanceof Predicate.Constant constant && constant.truth();
  }

  /** Returns whether it can certainly be false; false where that takes a search to tell. */
  static boolean deniable(Predicate predicate) {
    return parts(predicate).anyMatch(Plain::possible)
        || predicate instanceof Predicate.Constant constant && !constant.truth();
  }

  private static Stream<Predicate> parts(Predicate predicate) {
    return predicate instanceof Predicate.And
        ? predicate.parts().stream().flatMap(Plain::parts)
        : Stream.of(predicate);
  }

  /** An equality, or several of which one is meant, of a fact that can be that and another. */
  private static boolean possible(Predicate part) {
    if (part instanceof Predicate.In in) {
      return !in.values().isEmpty()
          && in.values().size() < FEW
          && in.values().stream().allMatch(value -> possible(in.operand(), value));
    }
    return part instanceof Predicate.Compare compare
        && compare.comparison() == Comparison.EQUAL
        && compare.right() instanceof Operand.Literal literal
        && possible(compare.left(), literal.value());
  }

  private static boolean possible(Operand operand, Value value) {
    return operand instanceof Operand.FactRef fact
        && FREE.contains(fact.fact().name())
        && fact.kinds().contains(value.kind())
        && (fact.fact().words().isEmpty() || fact.fact().words().contains(value.display()));
  }
}
