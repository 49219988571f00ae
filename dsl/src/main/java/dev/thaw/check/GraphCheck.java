package dev.thaw.check;

import static dev.thaw.diagnostic.DiagnosticCode.LEFT_PAUSED;
import static dev.thaw.diagnostic.Severity.HINT;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Prohibition;
import dev.thaw.prove.Proofs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks through a graph for what cannot be meant.
 *
 * <p>A pure function of the graph. Every finding is proved; where nothing can be proved, nothing is
 * said. In a graph of thousands of steps only the first ones are gone through. Stateless for its
 * callers, so safe for threads.
 */
public final class GraphCheck {
  /** Pairs of steps that are compared; a graph of thousands of both is not gone through. */
  private static final int MOST_PAIRS = 2_000;

  /** As much work as takes about a second; of the rest of the graph nothing is proved. */
  private static final long MOST_PROVED = 3_000_000;

  private final OperationGraph graph;
  private final Proofs proofs = new Proofs(MOST_PROVED);
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** By place: the places of all that is done before it. */
  private final List<BitSet> before = new ArrayList<>();

  private final List<Node.Step> ending = new ArrayList<>();
  private final HoldCheck holds;
  private int pairs;

  private GraphCheck(OperationGraph graph) {
    this.graph = graph;
    this.holds = HoldCheck.of(graph, MOST_PAIRS, proofs);
  }

  /**
   * Returns which steps do, or may do, what must never be done.
   *
   * @param prohibitions the rules to hold them to, which need not be the graph's own
   * @param place how to print where a rule stands
   */
  public static List<Finding> forbidden(
      OperationGraph graph, List<Prohibition> prohibitions, Function<SourceSpan, String> place) {
    var check = new ProhibitionCheck(prohibitions, place, new Proofs(MOST_PROVED));
    return prohibitions.isEmpty()
        ? List.of()
        : graph.steps().flatMap(step -> check.of(step).stream()).toList();
  }

  /** Returns what else there is to say of a graph, in the order of its steps. */
  public static List<Finding> of(OperationGraph graph) {
    var check = new GraphCheck(graph);
    graph.nodes().forEach(check::remember);
    graph.steps().forEach(check::look);
    return List.copyOf(check.findings);
  }

  private void remember(Node node) {
    var all = new BitSet();
    if (graph.nodes().size() <= MOST_PAIRS) {
      for (String right : node.after()) {
        int place = places.get(right);
        all.set(place);
        all.or(before.get(place));
      }
    }
    places.put(node.id(), before.size());
    before.add(all);
    if (node instanceof Node.Step step && step.actions().stream().anyMatch(States::endsPause)) {
      ending.add(step);
    }
  }

  private void look(Node.Step step) {
    Optional<Finding> selector = SelectorCheck.of(step, proofs);
    selector.ifPresent(findings::add);
    if (selector.isPresent() && selector.get().severity() != HINT) {
      return;
    }
    Optional<Finding> chain = ChainCheck.of(step, proofs);
    chain.ifPresent(findings::add);
    if (chain.isEmpty()) {
      holds.of(step).or(() -> paused(step)).ifPresent(findings::add);
    }
  }

  private Optional<Finding> paused(Node.Step step) {
    List<Action> actions = step.actions();
    Optional<Action> last = Optional.empty();
    for (Action action : actions) {
      if (States.pauses(action)) {
        last = Optional.of(action);
      } else if (States.endsPause(action)) {
        last = Optional.empty();
      }
    }
    return last.filter(
            action -> graph.nodes().size() <= MOST_PAIRS && !holds.ends(step) && neverEnded(step))
        .map(action -> new Finding(
            LEFT_PAUSED,
            HINT,
            action.span(),
            "What " + action.operation() + " pauses stays paused when the run ends.",
            "Say how long by lasting, unpause in a later step, or write frozen where … during { … },"
                + " unless that is meant."));
  }

  private boolean neverEnded(Node.Step pausing) {
    BitSet earlier = before.get(places.get(pausing.id()));
    return ending.stream()
        .filter(step -> !step.id().equals(pausing.id()) && !earlier.get(places.get(step.id())))
        .allMatch(step -> ++pairs <= MOST_PAIRS
            && proofs.never(new Predicate.And(
                List.of(States.lasting(pausing.where()), step.where(), States.PAUSED_NOW))));
  }
}
