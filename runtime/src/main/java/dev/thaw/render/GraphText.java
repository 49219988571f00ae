package dev.thaw.render;

import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Selector;
import dev.thaw.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A graph as people read it, and as a Mermaid diagram. */
public final class GraphText {
  private GraphText() {}

  /** Returns a line for each node, with what it comes after. */
  public static List<String> lines(OperationGraph graph) {
    var lines = new ArrayList<String>();
    graph
        .parameters()
        .forEach(
            (name, value) -> lines.add(Printable.text("param " + name + " = " + value.source())));
    for (Node node : graph.nodes()) {
      String after =
          node.after().isEmpty() ? "" : "  (after " + String.join(", ", node.after()) + ")";
      lines.add(Printable.text(node.id() + "  " + describe(node)) + after);
    }
    return lines;
  }

  /** Returns a Mermaid flowchart (mermaid.js.org, syntax of 10.x). */
  public static List<String> mermaid(OperationGraph graph) {
    var lines = new ArrayList<String>();
    lines.add("flowchart TD");
    for (Node node : graph.nodes()) {
      String shape =
          node instanceof Node.Join ? "((\" \"))" : "[\"" + label(describe(node)) + "\"]";
      lines.add("  " + node.id() + shape);
    }
    for (Node node : graph.nodes()) {
      node.after().forEach(before -> lines.add("  " + before + " --> " + node.id()));
    }
    return lines;
  }

  private static String describe(Node node) {
    if (!(node instanceof Node.Step step)) {
      return "branches meet";
    }
    String limits = (step.selector().min() > 0 ? " min " + step.selector().min() : "")
        + (step.selector().max() < Selector.UNLIMITED
            ? " max " + step.selector().max()
            : "");
    Action first = step.actions().get(0);
    String more = step.actions().stream()
        .skip(1)
        .map(action -> " then " + verb(action) + guard(action))
        .collect(Collectors.joining());
    return verb(first) + " where { " + step.where().source() + " }" + limits + guard(first) + more;
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
