package dev.thaw.explain;

import dev.thaw.compile.Passage;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Confirmation;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Prohibition;
import dev.thaw.graph.Requirement;
import dev.thaw.graph.Selector;
import dev.thaw.operation.OperationSpec;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What a script says of itself, and the statements that hold others. */
final class HeaderWords {
  private final OperationGraph graph;

  HeaderWords(OperationGraph graph) {
    this.graph = graph;
  }

  Explanation requirement(Requirement requirement) {
    String least = "At least " + Phrases.count(requirement.min(), "container");
    String most = "t most " + Phrases.count(requirement.max(), "container");
    String number = requirement.max() == Selector.UNLIMITED
        ? least
        : requirement.min() == 0 ? "A" + most : least + " and a" + most;
    return of(
        requirement.span(),
        "require",
        new Point("counts", Phrases.sentence(PredicateWords.containers(requirement.where()))),
        new Point("requires", number + ", before anything is done; else nothing is."),
        new Point("else tells", requirement.why()));
  }

  Explanation confirmation(Confirmation confirmation) {
    return of(
        confirmation.span(),
        "confirm",
        new Point("asks", confirmation.question()),
        new Point("else", "Without a yes, or --yes, nothing is done."));
  }

  Explanation prohibition(Prohibition prohibition) {
    String what = prohibition
        .operation()
        .map(OperationSpec::name)
        .orElse("every operation that changes something");
    return of(
        prohibition.span(),
        "never",
        new Point("forbids", Phrases.sentence(what) + " Whatever the statements say."),
        new Point("protects", Phrases.sentence(PredicateWords.containers(prohibition.where()))));
  }

  /** Returns what a keyword is for, and what came of it here. */
  Explanation passage(Passage passage) {
    var points = new ArrayList<Point>();
    points.add(new Point("does", Phrases.sentence(passage.keyword().summary())));
    switch (passage.keyword()) {
      case RUNBOOK -> points.add(new Point("name", graph.runbook().name()));
      case LOCK -> points.add(new Point("lock", graph.runbook().lock()));
      case TIMEBOX ->
        graph
            .runbook()
            .timebox()
            .ifPresent(longest -> points.add(new Point("after", Phrases.time(longest))));
      case PARAM -> points.add(new Point("value", value(passage)));
      case INCLUDE -> points.add(new Point("steps", included(passage)));
      case DEFAULTS ->
        points.add(new Point("steps", "Each step's own explanation tells what comes of them."));
      default -> {
        if (graph.nodes().stream().anyMatch(node -> within(node, passage))) {
          points.add(new Point("steps", inside(passage)));
        }
      }
    }
    return new Explanation(passage.span(), "", passage.keyword().word(), points);
  }

  private String value(Passage passage) {
    String name = passage.subject();
    Value value = graph.parameters().get(name);
    if (graph.secrets().contains(name)) {
      return name + " is secret: only the run knows it.";
    }
    if (!passage.span().file().isEmpty()) {
      return name + " is what the including script gives, else its default.";
    }
    return value == null ? "None." : name + " is " + value.source() + " here.";
  }

  private String included(Passage passage) {
    List<SourceSpan> spans = graph.nodes().stream()
        .filter(node -> !(node instanceof Node.Join))
        .map(Node::span)
        .filter(span ->
            span.file().equals(passage.subject()) || span.file().endsWith("/" + passage.subject()))
        .toList();
    return spans.isEmpty() ? "None of its own." : Phrases.sentence(Phrases.lines(spans));
  }

  private String inside(Passage passage) {
    return Phrases.sentence(Phrases.lines(graph.nodes().stream()
        .filter(node -> within(node, passage))
        .map(Node::span)
        .toList()));
  }

  private static boolean within(Node node, Passage passage) {
    return !(node instanceof Node.Join)
        && node.span().file().equals(passage.span().file())
        && node.span().line() >= passage.span().line()
        && node.span().endLine() <= passage.span().endLine();
  }

  private static Explanation of(SourceSpan span, String title, Point... points) {
    return new Explanation(span, "", title, List.of(points));
  }
}
