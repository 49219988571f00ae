package dev.thaw.explain;

import dev.thaw.catalog.Keyword;
import dev.thaw.compile.Passage;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Explains the statements of a script. Immutable, so safe for threads. */
public final class Explainer {
  /** Where each statement inside has an explanation of its own. */
  private static final Set<Keyword> TOLD_BY_THEIR_PARTS =
      Set.of(Keyword.REQUIRE, Keyword.CONFIRM, Keyword.NOTE, Keyword.FROZEN);

  private static final int NEAREST = 3;

  private final OperationGraph graph;
  private final List<Passage> passages;
  private final OrderWords order;
  private final HeaderWords header;
  private final HoldWords holds;

  /**
   * Prepares the explanation of a script.
   *
   * @param passages where its keywords stand
   */
  public Explainer(OperationGraph graph, List<Passage> passages) {
    this.graph = graph;
    this.passages = List.copyOf(passages);
    this.holds = new HoldWords(graph);
    this.order = new OrderWords(graph, holds);
    this.header = new HeaderWords(graph);
  }

  /** Returns what every statement means, in the order of the files. */
  public List<Explanation> all() {
    return explain(span -> true, passage -> true, node -> true);
  }

  /**
   * Returns what the statements mean that a line is part of; a block counts only by its first and
   * its last line.
   *
   * @param file the included file, relative to the script's folder; empty for the script itself
   * @param line from 1
   * @return nothing if no statement stands there
   */
  public List<Explanation> at(String file, int line) {
    return explain(
        span -> covers(span, file, line),
        passage -> covers(passage.span(), file, line)
            && (passage.keyword().body() != Keyword.Body.STATEMENTS
                || passage.span().line() == line
                || passage.span().endLine() == line),
        node -> !holds.inside(node, line));
  }

  /** Returns the lines of the statements nearest to a line of a file, at most three. */
  public List<SourceSpan> nearest(String file, int line) {
    return all().stream()
        .map(Explanation::span)
        .filter(span -> span.file().equals(file))
        .distinct()
        .sorted(Comparator.comparingInt(span -> distance(span, line)))
        .limit(NEAREST)
        .sorted(Comparator.comparingInt(SourceSpan::line))
        .toList();
  }

  /** Returns the files that the script is made of, its own as the empty text. */
  public Set<String> files() {
    Set<String> files =
        all().stream().map(explanation -> explanation.span().file()).collect(Collectors.toSet());
    files.add("");
    return files;
  }

  private List<Explanation> explain(
      Predicate<SourceSpan> spans, Predicate<Passage> wanted, Predicate<Node> nodes) {
    var explanations = new ArrayList<Explanation>();
    passages.stream()
        .filter(passage -> !TOLD_BY_THEIR_PARTS.contains(passage.keyword()))
        .filter(wanted)
        .map(header::passage)
        .forEach(explanations::add);
    graph.requirements().stream()
        .filter(requirement -> spans.test(requirement.span()))
        .map(header::requirement)
        .forEach(explanations::add);
    graph.confirmations().stream()
        .filter(confirmation -> spans.test(confirmation.span()))
        .map(header::confirmation)
        .forEach(explanations::add);
    graph.prohibitions().stream()
        .filter(prohibition -> spans.test(prohibition.span()))
        .map(header::prohibition)
        .forEach(explanations::add);
    for (Node node : graph.nodes()) {
      if (spans.test(node.span()) && nodes.test(node)) {
        if (node instanceof Node.Step step) {
          explanations.add(step(step));
        } else if (node instanceof Node.Note note) {
          explanations.add(note(note));
        } else if (node instanceof Node.Wait wait) {
          explanations.add(wait(wait));
        }
      }
    }
    explanations.sort(Comparator.comparing((Explanation each) -> each.span().file())
        .thenComparingInt(each -> each.span().line())
        .thenComparingInt(each -> each.span().column()));
    return explanations;
  }

  private Explanation step(Node.Step step) {
    var points = new ArrayList<>(new SelectionWords(step).points());
    points.add(1, new Point("begins", order.begins(step)));
    holds.meanwhile(step).ifPresent(point -> points.add(2, point));
    boolean first = true;
    for (Action action : step.actions()) {
      if (!first) {
        points.add(new Point(
            "then",
            action.operation().name() + ", with each container that the operation before it was"
                + " done to, as soon as it is ready."));
      }
      points.addAll(new ActionWords(action).points());
      first = false;
    }
    holds.lasts(step).ifPresent(points::add);
    points.add(new Point("if it fails", order.fails(step)));
    String title = holds.isBlock(step) ? Keyword.FROZEN.word() : chain(step);
    return new Explanation(
        step.span(),
        step.id(),
        title + (step.name().isEmpty() ? "" : " ‘" + step.name() + "’"),
        points);
  }

  private static String chain(Node.Step step) {
    return step.actions().stream()
        .map(action -> action.operation().name())
        .collect(Collectors.joining(" then "));
  }

  private Explanation note(Node.Note note) {
    var points = new ArrayList<Point>();
    points.add(new Point("begins", order.begins(note)));
    holds.meanwhile(note).ifPresent(points::add);
    points.add(new Point("tells", note.text()));
    return new Explanation(note.span(), note.id(), "note", points);
  }

  private Explanation wait(Node.Wait wait) {
    var points = new ArrayList<Point>();
    points.add(new Point("begins", order.begins(wait)));
    holds.meanwhile(wait).ifPresent(points::add);
    points.add(new Point(
        "waits",
        wait.condition()
            .map(condition -> "Until " + PredicateWords.condition(condition) + ", "
                + Phrases.time(wait.limit()) + " at most, else it has failed.")
            .orElse(Phrases.sentence(Phrases.time(wait.limit())))));
    return new Explanation(
        wait.span(), wait.id(), wait.condition().isPresent() ? "waitUntil" : "sleep", points);
  }

  private static boolean covers(SourceSpan span, String file, int line) {
    return span.file().equals(file) && span.line() <= line && line <= span.endLine();
  }

  private static int distance(SourceSpan span, int line) {
    return line < span.line() ? span.line() - line : Math.max(0, line - span.endLine());
  }
}
