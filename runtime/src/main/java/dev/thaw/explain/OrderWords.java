package dev.thaw.explain;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Start;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** When a node of the graph has its turn, and what becomes of the rest if it fails. */
final class OrderWords {
  private final OperationGraph graph;
  private final Map<String, Integer> places = new HashMap<>();
  private final Forecast forecast;
  private final HoldWords holds;
  private final BitSet usual;
  private final BitSet releases = new BitSet();

  OrderWords(OperationGraph graph, HoldWords holds) {
    this.graph = graph;
    this.holds = holds;
    graph.nodes().forEach(node -> places.put(node.id(), places.size()));
    graph.releases().forEach(release -> releases.set(place(release)));
    this.forecast = new Forecast(graph);
    this.usual = forecast.begun(new BitSet());
  }

  /** Returns when it begins. */
  String begins(Node node) {
    if (node.after().isEmpty()) {
      return "At the run's beginning.";
    }
    Set<Node> before = new LinkedHashSet<>();
    node.after().forEach(id -> before(node(id), before));
    wholeHolds(before);
    String lines = lines(before, each -> !(each instanceof Node.Join));
    boolean attempted = before.stream().anyMatch(Node.Join.class::isInstance);
    return switch (node.start()) {
      case SUCCESS ->
        "After " + lines
            + (attempted
                ? ", if the attempt or what recovers from it has succeeded."
                : ", if all of that has succeeded.")
            + careless(before);
      case FAILURE -> "Only if something of " + lines + " has failed.";
      case ALWAYS -> "After " + lines + ", however that has ended.";
    };
  }

  private String careless(Set<Node> before) {
    Predicate<Node> goesOn = node -> node instanceof Node.Step step && step.continueOnError();
    return before.stream().anyMatch(goesOn)
        ? " It begins even if " + lines(before, goesOn) + " has failed."
        : "";
  }

  /**
   * Collects those right before, and of the joins between only those that one of several satisfies.
   */
  private void before(Node node, Set<Node> before) {
    if (node instanceof Node.Join join) {
      join.after().forEach(id -> before(node(id), before));
    }
    if (!(node instanceof Node.Join join) || join.rule() == Node.Join.Rule.ANY) {
      before.add(node);
    }
  }

  /** What a hold is of is one statement with what is done meanwhile. */
  private void wholeHolds(Set<Node> before) {
    for (Node node : List.copyOf(before)) {
      if (node instanceof Node.Release release) {
        before.removeIf(each -> holds.covers(release, each.id()));
      }
    }
  }

  /** Returns what becomes of the rest if it fails. */
  String fails(Node.Step step) {
    var sentences = new ArrayList<String>();
    sentences.add(
        step.pace().rollout().isPresent()
            ? "The other containers of its batch are gone on with."
            : "Its other containers are gone on with.");
    if (step.continueOnError()) {
      sentences.add("What comes after begins all the same, but the run counts as failed.");
      return String.join(" ", sentences);
    }
    var causes = new BitSet();
    causes(step, causes);
    BitSet normal = causes.isEmpty() ? usual : forecast.begun(causes);
    BitSet failing = with(causes, place(step));
    BitSet now = forecast.begun(failing);
    BitSet instead = only(now, normal);
    tell(sentences, "Carried out instead: ", instead);
    BitSet ensuring = ensuring(step, now);
    BitSet anyway = only(ensuring, releases);
    tell(sentences, "Carried out all the same: ", anyway);
    tell(sentences, "Taken back all the same: what was done by ", only(ensuring, anyway));
    if (!instead.isEmpty()) {
      failing.or(instead);
      tell(sentences, "Begun only if that goes well: ", only(now, forecast.begun(failing)));
    }
    tell(sentences, "Not begun: ", only(normal, now));
    sentences.add(
        instead.isEmpty()
            ? "The run counts as failed."
            : "If that does not go well, the run counts as failed.");
    return String.join(" ", sentences);
  }

  /** A step that only a failure brings about is looked at where that failure has happened. */
  private void causes(Node step, BitSet causes) {
    if (usual.get(place(step))) {
      return;
    }
    Set<Node> before = new LinkedHashSet<>();
    step.after().forEach(id -> before(node(id), before));
    for (Node node : before) {
      boolean fails = step.start() == Start.FAILURE && !(node instanceof Node.Join);
      boolean known = causes.get(place(node));
      if (fails) {
        causes.set(place(node));
      }
      if (!fails || !known) {
        causes(node, causes);
      }
    }
  }

  private BitSet ensuring(Node step, BitSet begun) {
    var ensuring = new BitSet();
    var affected = with(new BitSet(), place(step));
    for (int place = place(step) + 1; place < graph.nodes().size(); place++) {
      if (IntStream.of(forecast.after(place)).anyMatch(affected::get)) {
        affected.set(place);
        if (graph.nodes().get(place).start() == Start.ALWAYS && begun.get(place)) {
          ensuring.set(place);
        }
      }
    }
    return ensuring;
  }

  private static BitSet only(BitSet these, BitSet butNot) {
    var left = (BitSet) these.clone();
    left.andNot(butNot);
    return left;
  }

  private static BitSet with(BitSet places, int another) {
    var more = (BitSet) places.clone();
    more.set(another);
    return more;
  }

  private int place(Node node) {
    return places.get(node.id());
  }

  private Node node(String id) {
    return graph.nodes().get(places.get(id));
  }

  private void tell(List<String> sentences, String what, BitSet nodes) {
    if (!nodes.isEmpty()) {
      List<SourceSpan> spans =
          nodes.stream().mapToObj(graph.nodes()::get).map(Node::span).toList();
      sentences.add(what + Phrases.lines(spans) + ".");
    }
  }

  private static String lines(Set<Node> nodes, Predicate<Node> wanted) {
    List<SourceSpan> spans = nodes.stream().filter(wanted).map(Node::span).toList();
    return Phrases.lines(spans);
  }
}
