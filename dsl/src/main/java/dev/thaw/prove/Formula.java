package dev.thaw.prove;

import dev.thaw.graph.Predicate;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** A predicate as a function from what is known of its leaves to what it can be. */
interface Formula {

  /**
   * Returns what it can be.
   *
   * @param leaves what each leaf can be
   */
  int truths(ToIntFunction<Leaf> leaves);

  /** Reads a predicate; equal leaves become one. */
  static Formula of(Predicate predicate, Map<Predicate, Leaf> leaves) {
    if (predicate instanceof Predicate.Constant constant) {
      int truth = constant.truth() ? Truths.TRUE : Truths.FALSE;
      return known -> truth;
    }
    if (predicate instanceof Predicate.Not not) {
      Formula part = of(not.part(), leaves);
      return known -> Truths.negate(part.truths(known));
    }
    if (predicate instanceof Predicate.And) {
      return and(parts(predicate, leaves));
    }
    if (predicate instanceof Predicate.Or) {
      return or(parts(predicate, leaves));
    }
    Leaf leaf = leaves.computeIfAbsent(predicate, Leaf::of);
    return known -> known.applyAsInt(leaf);
  }

  private static List<Formula> parts(Predicate predicate, Map<Predicate, Leaf> leaves) {
    return predicate.parts().stream().map(part -> of(part, leaves)).toList();
  }

  private static Formula and(List<Formula> parts) {
    return known -> {
      int truths = Truths.TRUE;
      for (int index = 0; index < parts.size() && truths != Truths.FALSE; index++) {
        truths = Truths.and(truths, parts.get(index).truths(known));
      }
      return truths;
    };
  }

  private static Formula or(List<Formula> parts) {
    return known -> {
      int truths = Truths.FALSE;
      for (int index = 0; index < parts.size() && truths != Truths.TRUE; index++) {
        truths = Truths.or(truths, parts.get(index).truths(known));
      }
      return truths;
    };
  }
}
