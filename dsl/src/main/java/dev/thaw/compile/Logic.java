package dev.thaw.compile;

import dev.thaw.graph.Predicate;
import java.util.ArrayList;
import java.util.List;

/** Builds predicates in the one form that a text has: flat chains, and no negated constants. */
final class Logic {
  private Logic() {}

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
