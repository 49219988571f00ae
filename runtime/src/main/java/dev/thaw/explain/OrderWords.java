package dev.thaw.explain;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Start;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** When a node of the graph has its turn, and what becomes of the rest if it fails. */
final class OrderWords {
  private final OperationGraph graph;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Set<String> usual;

  OrderWords(OperationGraph graph) {
    this.graph = graph;
    graph.nodes().forEach(node -> nodes.put(node.id(), node));
    this.usual = Forecast.begun(graph, Set.of());
  }

  /** Returns when it begins. */
  String begins(Node node) {
    if (node.after().isEmpty()) {
      return "At the run's beginning.";
    }
    Set<Node> before = new LinkedHashSet<>();
    node.after().forEach(id -> before(nodes.get(id), before));
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
      join.after().forEach(id -> before(nodes.get(id), before));
    }
    if (!(node instanceof Node.Join join) || join.rule() == Node.Join.Rule.ANY) {
      before.add(node);
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
    Set<String> causes = new HashSet<>();
    causes(step, causes);
    Set<String> normal = causes.isEmpty() ? usual : Forecast.begun(graph, causes);
    Set<String> failing = new HashSet<>(causes);
    failing.add(step.id());
    Set<String> now = Forecast.begun(graph, failing);
    Set<Node> instead = only(now, normal);
    tell(sentences, "Carried out instead: ", instead);
    tell(sentences, "Carried out all the same: ", ensuring(step, now));
    if (!instead.isEmpty()) {
      instead.forEach(node -> failing.add(node.id()));
      tell(sentences, "Begun only if that goes well: ", only(now, Forecast.begun(graph, failing)));
    }
    tell(sentences, "Not begun: ", only(normal, now));
    sentences.add(
        instead.isEmpty()
            ? "The run counts as failed."
            : "If that does not go well, the run counts as failed.");
    return String.join(" ", sentences);
  }

  /** A step that only a failure brings about is looked at where that failure has happened. */
  private void causes(Node step, Set<String> causes) {
    if (usual.contains(step.id())) {
      return;
    }
    Set<Node> before = new LinkedHashSet<>();
    step.after().forEach(id -> before(nodes.get(id), before));
    for (Node node : before) {
      boolean fails = step.start() == Start.FAILURE && !(node instanceof Node.Join);
      if (fails && causes.add(node.id()) || !fails) {
        causes(node, causes);
      }
    }
  }

  private Set<Node> only(Set<String> these, Set<String> butNot) {
    Set<Node> left = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      if (these.contains(node.id()) && !butNot.contains(node.id())) {
        left.add(node);
      }
    }
    return left;
  }

  private Set<Node> ensuring(Node step, Set<String> begun) {
    Set<Node> ensuring = new LinkedHashSet<>();
    Set<String> affected = new HashSet<>(Set.of(step.id()));
    for (Node node : graph.nodes()) {
      if (node.after().stream().anyMatch(affected::contains)) {
        affected.add(node.id());
        if (node.start() == Start.ALWAYS && begun.contains(node.id())) {
          ensuring.add(node);
        }
      }
    }
    return ensuring;
  }

  private static void tell(List<String> sentences, String what, Set<Node> nodes) {
    if (!nodes.isEmpty()) {
      sentences.add(what + lines(nodes, node -> true) + ".");
    }
  }

  private static String lines(Set<Node> nodes, Predicate<Node> wanted) {
    List<SourceSpan> spans = nodes.stream().filter(wanted).map(Node::span).toList();
    return Phrases.lines(spans);
  }
}
