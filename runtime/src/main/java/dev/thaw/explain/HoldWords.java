package dev.thaw.explain;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is held while other statements are carried out, or for a time, and how that ends. */
final class HoldWords {
  private final Map<String, Node.Release> releases = new HashMap<>();

  /** By the node that ends a hold: the nodes that it lasts for, in the graph's order. */
  private final Map<String, List<Node>> during = new HashMap<>();

  /** By a node: where the statements stand that hold containers meanwhile. */
  private final Map<String, List<SourceSpan>> around = new HashMap<>();

  HoldWords(OperationGraph graph) {
    for (Node.Release release : graph.releases().toList()) {
      releases.put(release.of(), release);
      if (release.lasting().isPresent()) {
        continue;
      }
      Set<String> ids = graph.during(release);
      during.put(
          release.id(),
          graph.nodes().stream().filter(node -> ids.contains(node.id())).toList());
      ids.forEach(id -> around.computeIfAbsent(id, any -> new ArrayList<>()).add(release.span()));
    }
  }

  /** Returns whether others are carried out while it holds what it has done. */
  boolean isBlock(Node node) {
    return Optional.ofNullable(releases.get(node.id()))
        .filter(release -> release.lasting().isEmpty())
        .isPresent();
  }

  /** Returns whether a line is a part of what is done meanwhile, and not of the statement's own. */
  boolean inside(Node node, int line) {
    List<SourceSpan> lines = isBlock(node) ? spans(releases.get(node.id())) : List.of();
    int first = lines.stream().mapToInt(SourceSpan::line).min().orElse(Integer.MAX_VALUE);
    int last = lines.stream().mapToInt(SourceSpan::endLine).max().orElse(0);
    return line != node.span().line()
        && line != node.span().endLine()
        && first <= line
        && line <= last;
  }

  /** Returns the nodes that it lasts for, and the one that holds, by identifier. */
  boolean covers(Node.Release release, String id) {
    return release.of().equals(id)
        || during.getOrDefault(release.id(), List.of()).stream()
            .anyMatch(node -> node.id().equals(id));
  }

  /** Returns how long what a step does lasts, if that is not for good. */
  Optional<Point> lasts(Node.Step step) {
    return Optional.ofNullable(releases.get(step.id()))
        .map(release -> new Point("lasts", lasts(release)));
  }

  private String lasts(Node.Release release) {
    String end = " Then what it has done is taken back by " + release.action().operation()
        + ", whatever has happened; what was so before is left.";
    if (release.lasting().isPresent()) {
      return Phrases.sentence(Phrases.time(release.lasting().get())) + end
          + " What follows does not wait for that, but the run does.";
    }
    return "While " + Phrases.lines(spans(release)) + " "
        + (spans(release).size() == 1 ? "is" : "are") + " carried out." + end
        + release
            .atMost()
            .map(time -> " After " + Phrases.time(time)
                + " at the latest: what is left of those lines does not begin then.")
            .orElse("");
  }

  private List<SourceSpan> spans(Node.Release release) {
    return during.getOrDefault(release.id(), List.of()).stream()
        .filter(node -> !(node instanceof Node.Join || node instanceof Node.Release))
        .map(Node::span)
        .filter(span -> !span.equals(release.span()))
        .distinct()
        .toList();
  }

  /** Returns what is held while a node is carried out. */
  Optional<Point> meanwhile(Node node) {
    return Optional.ofNullable(around.get(node.id()))
        .map(spans ->
            new Point("meanwhile", "What was paused by " + Phrases.lines(spans) + " stays so."));
  }
}
