package dev.thaw.render;

import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Selector;
import dev.thaw.text.Printable;
import dev.thaw.value.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A graph as people read it, and as a Mermaid diagram. */
public final class GraphText {
  private GraphText() {}

  /** Returns what the script says of itself, and a line for each node with what it comes after. */
  public static List<String> lines(OperationGraph graph) {
    var lines = new ArrayList<String>();
    if (!graph.runbook().name().isEmpty()) {
      String purpose = graph.runbook().description();
      lines.add("runbook " + SourceText.quote(graph.runbook().name())
          + (purpose.isEmpty() ? "" : ", " + SourceText.quote(purpose)));
    }
    graph
        .parameters()
        .forEach((name, value) -> lines.add("param " + name + " = " + value.source()));
    graph.secrets().forEach(name -> lines.add("param " + name + ", secret: true"));
    graph
        .requirements()
        .forEach(required -> lines.add("require "
            + SourceText.quote(required.why()) + ", { " + required.where().source() + " }"
            + joined(Clauses.of(Selector.of(required.where(), required.min(), required.max())))));
    graph
        .confirmations()
        .forEach(asked -> lines.add("confirm " + SourceText.quote(asked.question())));
    graph.prohibitions().forEach(forbidden -> lines.add("never { " + forbidden.source() + " }"));
    graph
        .nodes()
        .forEach(node -> lines.add(node.id() + "  " + describe(node, graph) + after(node)));
    return lines.stream().map(Printable::text).toList();
  }

  private static String after(Node node) {
    String nodes = String.join(", ", node.after());
    if (nodes.isEmpty()) {
      return "";
    }
    return switch (node.start()) {
      case SUCCESS -> "  (after " + nodes + ")";
      case FAILURE -> "  (on failure of " + nodes + ")";
      case ALWAYS -> "  (always after " + nodes + ")";
    };
  }

  /** Returns a Mermaid flowchart (mermaid.js.org, syntax of 10.x). */
  public static List<String> mermaid(OperationGraph graph) {
    var lines = new ArrayList<String>();
    lines.add("flowchart TD");
    graph.nodes().forEach(node -> lines.add("  " + node.id() + shape(node, graph)));
    for (Node node : graph.nodes()) {
      String arrow = switch (node.start()) {
        case SUCCESS -> " --> ";
        case FAILURE -> " -->|on failure| ";
        case ALWAYS -> " -->|always| ";
      };
      node.after().forEach(before -> lines.add("  " + before + arrow + node.id()));
    }
    return lines;
  }

  private static String shape(Node node, OperationGraph graph) {
    if (node instanceof Node.Note note) {
      return ">\"" + label(note.text()) + "\"]";
    }
    if (node instanceof Node.Join join) {
      return join.rule() == Node.Join.Rule.ANY ? "((\"or\"))" : "((\" \"))";
    }
    String label = label(describe(node, graph));
    return node instanceof Node.Release ? "([\"" + label + "\"])" : "[\"" + label + "\"]";
  }

  private static String describe(Node node, OperationGraph graph) {
    if (node instanceof Node.Note note) {
      return "note " + SourceText.quote(note.text());
    }
    if (node instanceof Node.Wait wait) {
      return wait.source();
    }
    if (node instanceof Node.Release release) {
      return ReleaseText.describe(release, graph);
    }
    if (!(node instanceof Node.Step step)) {
      return node instanceof Node.Join join && join.rule() == Node.Join.Rule.ANY
          ? "branches meet, and one that has succeeded is enough"
          : "branches meet";
    }
    Action first = step.actions().get(0);
    String more = step.actions().stream()
        .skip(1)
        .map(action -> " then " + verb(action) + guard(action) + joined(Clauses.of(action)))
        .collect(Collectors.joining());
    return verb(first) + " where { " + step.where().source() + " }"
        + joined(Clauses.of(step.selector())) + guard(first) + joined(Clauses.of(first)) + more
        + joined(Clauses.of(step));
  }

  private static String joined(List<String> clauses) {
    return clauses.stream().map(clause -> " " + clause).collect(Collectors.joining());
  }

  private static String verb(Action action) {
    String arguments = action.arguments().values().entrySet().stream()
        .map(argument -> argument.getKey() + ": " + argument.getValue().source())
        .collect(Collectors.joining(", "));
    return action.operation().name() + (arguments.isEmpty() ? "" : "(" + arguments + ")");
  }

  private static String guard(Action action) {
    return action.guarded() ? " when { " + action.guard().source() + " }" : "";
  }

  /**
   * Mermaid reads entities in quoted labels: what could end one, begin one, make it Markdown or
   * break its line is written so.
   */
  private static String label(String text) {
    return Printable.text(text)
        .replace("#", "#35;")
        .replace("&", "#amp;")
        .replace("`", "#96;")
        .replace("\\", "#92;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;");
  }
}
