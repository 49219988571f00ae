package dev.thaw.check;

import static dev.thaw.diagnostic.DiagnosticCode.FORBIDDEN;

import dev.thaw.diagnostic.Severity;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.fact.ContainerState;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Prohibition;
import dev.thaw.prove.Overlap;
import dev.thaw.prove.Proofs;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Tells which operations must never be done to what their step selects. */
final class ProhibitionCheck {
  /** Of a rule with a list of thousands the beginning is enough to know it by. */
  private static final int SHOWN = 200;

  /** More than anybody reads: equal steps have equal answers, which take no time to find. */
  private static final int MOST_TOLD = 10_000;

  private final List<Prohibition> prohibitions;
  private final Function<SourceSpan, String> place;
  private final Proofs proofs;

  /** By the rule itself: it may be as long as a list of thousands. */
  private final IdentityHashMap<Prohibition, String> rules = new IdentityHashMap<>();

  private int told;
  private boolean ended;

  /** @param place how to print where a prohibition stands */
  ProhibitionCheck(
      List<Prohibition> prohibitions, Function<SourceSpan, String> place, Proofs proofs) {
    this.prohibitions = prohibitions;
    this.place = place;
    this.proofs = proofs;
  }

  List<Finding> of(Node.Step step) {
    var findings = new ArrayList<Finding>();
    if (ended) {
      return findings;
    }
    Set<ContainerState> states = States.of(step.where(), proofs);
    Predicate known = step.where();
    boolean first = true;
    for (Action action : step.actions()) {
      Predicate touched = touched(known, States.acting(action, states), action);
      for (Prohibition prohibition : prohibitions) {
        if (prohibition.concerns(action.operation())) {
          Overlap overlap = proofs.overlap(touched, prohibition.where());
          boolean silent = proofs.exhausted() && overlap instanceof Overlap.Unproved;
          if (silent || told == MOST_TOLD) {
            ended = true;
            findings.add(tooMuch(action));
            return findings;
          }
          Optional<Finding> finding = judge(action, prohibition, overlap);
          // What an operation leaves is expected, not certain.
          (first ? finding : finding.map(Finding::softened)).ifPresent(findings::add);
          told += finding.isPresent() ? 1 : 0;
        }
      }
      states = States.after(action, states);
      known = States.lasting(step.where());
      first = false;
    }
    return findings;
  }

  private static Finding tooMuch(Action action) {
    return new Finding(
        FORBIDDEN,
        Severity.WARNING,
        action.span(),
        "From here on the script is too large to be held against all that it must never do.",
        "Split it, or write fewer rules; what is forbidden is refused when its turn comes.");
  }

  /** Returns what holds of the containers that the operation is done to. */
  private static Predicate touched(Predicate known, Set<ContainerState> acting, Action action) {
    var parts = new ArrayList<Predicate>();
    parts.add(known);
    if (acting.size() < States.all().size()) {
      parts.add(States.among(acting));
    }
    if (action.guarded()) {
      parts.add(action.guard());
    }
    return parts.size() == 1 ? known : new Predicate.And(parts);
  }

  private String shown(Prohibition prohibition) {
    String source = prohibition.source();
    String shown = source.length() > SHOWN ? source.substring(0, SHOWN) + "…" : source;
    return "never { " + shown + " } at " + place.apply(prohibition.span());
  }

  private Optional<Finding> judge(Action action, Prohibition prohibition, Overlap overlap) {
    String rule = rules.computeIfAbsent(prohibition, this::shown);
    if (overlap instanceof Overlap.Certain) {
      return Optional.of(new Finding(
          FORBIDDEN,
          Severity.ERROR,
          action.span(),
          action.operation() + " is forbidden for all that is selected, by " + rule + ".",
          "Change the selector, or remove the operation."));
    }
    if (overlap instanceof Overlap.Possible possible) {
      return Optional.of(new Finding(
          FORBIDDEN,
          Severity.WARNING,
          action.span(),
          action.operation() + " may be forbidden by " + rule + ", as for a container with "
              + possible.counterexample() + ".",
          "Exclude it by the selector; else such a container is refused when its turn comes."));
    }
    if (overlap instanceof Overlap.Unproved unproved) {
      return Optional.of(new Finding(
          FORBIDDEN,
          Severity.WARNING,
          action.span(),
          "It cannot be proved that " + action.operation() + " keeps to " + rule + ": "
              + unproved.reason() + ".",
          "Exclude by the selector what is forbidden; else it is refused when its turn comes."));
    }
    return Optional.empty();
  }
}
