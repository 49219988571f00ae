package dev.thaw.check;

import static dev.thaw.diagnostic.DiagnosticCode.ALWAYS_HOLDS;
import static dev.thaw.diagnostic.DiagnosticCode.CONTRADICTION;

import dev.thaw.diagnostic.Severity;
import dev.thaw.graph.Node;
import dev.thaw.graph.Predicate;
import dev.thaw.prove.Proofs;
import java.util.List;
import java.util.Optional;

/** Tells selectors that take nothing, or everything although they ask for something. */
final class SelectorCheck {
  /** Of more conditions than that the two that contradict each other are not looked for. */
  private static final int MOST_PARTS = 40;

  private SelectorCheck() {}

  static Optional<Finding> of(Node.Step step, Proofs proofs) {
    Predicate where = step.where();
    if (where instanceof Predicate.Constant constant && constant.truth()) {
      return Optional.empty();
    }
    if (proofs.never(where)) {
      return Optional.of(new Finding(
          CONTRADICTION,
          Severity.ERROR,
          step.span(),
          contradiction(where, proofs),
          "Correct the condition, or join with || what need not hold together."));
    }
    return proofs.always(where)
        ? Optional.of(new Finding(
            ALWAYS_HOLDS,
            Severity.HINT,
            step.span(),
            where.source() + " holds for every container.",
            "Write where all if every container is meant."))
        : Optional.empty();
  }

  /** Names as little as is enough: one part, or two. */
  private static String contradiction(Predicate where, Proofs proofs) {
    List<Predicate> parts = where instanceof Predicate.And ? where.parts() : List.<Predicate>of();
    if (parts.size() <= MOST_PARTS) {
      for (Predicate part : parts) {
        if (proofs.never(part)) {
          return part.source() + " never holds.";
        }
      }
      for (int second = 1; second < parts.size(); second++) {
        for (int first = 0; first < second; first++) {
          Predicate both = new Predicate.And(List.of(parts.get(first), parts.get(second)));
          if (proofs.never(both)) {
            return parts.get(first).source() + " and " + parts.get(second).source()
                + " never hold together.";
          }
        }
      }
    }
    return where.source() + " never holds.";
  }
}
