package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.graph.Node;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ASTNode;

/**
 * Resolves the names that steps come after, which may stand further down in the script.
 *
 * <p>Until then a name stands among identifiers with a mark that no identifier has.
 */
final class StepNames {
  private static final char MARK = '@';
  private static final Pattern POSSIBLE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,59}");

  private final Map<String, List<String>> named;
  private final Set<String> conditional;
  private final Problems problems;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Set<String> sorted = new LinkedHashSet<>();
  private final LinkedHashSet<String> under = new LinkedHashSet<>();

  StepNames(Map<String, List<String>> named, Set<String> conditional, Problems problems) {
    this.named = named;
    this.conditional = conditional;
    this.problems = problems;
  }

  /** Returns whether a step may be called so; reports it if not. */
  static boolean accepts(String name, ASTNode place, Problems problems) {
    if (possible(name)) {
      return true;
    }
    problems.report(
        DiagnosticCode.OUT_OF_RANGE,
        place,
        Kinds.shown(new Value.Text(name)) + " cannot be a step's name.",
        "Write at most 60 letters, digits, dots, dashes and underscores, as 'dump-db'.");
    return false;
  }

  /** Returns whether it is of the form that names have which are texts. */
  static boolean possible(String name) {
    return POSSIBLE.matcher(name).matches();
  }

  /** Returns names as a node may come after them. */
  static List<String> marked(List<String> names) {
    return names.stream().map(name -> MARK + name).toList();
  }

  /** Returns the nodes in an order in which each is behind those that it comes after. */
  List<Node> resolve(Collection<Node> unresolved) {
    for (Node node : unresolved) {
      nodes.put(node.id(), node.after(resolved(node)));
    }
    if (!problems.none()) {
      return List.of();
    }
    for (Node node : unresolved) {
      visit(node.id());
    }
    return problems.none() ? sorted.stream().map(nodes::get).toList() : List.of();
  }

  private List<String> resolved(Node node) {
    var ids = new LinkedHashSet<String>();
    for (String id : node.after()) {
      if (id.charAt(0) != MARK) {
        ids.add(id);
        continue;
      }
      String name = id.substring(1);
      List<String> ends = named.get(name);
      if (ends == null) {
        problems.report(
            DiagnosticCode.UNKNOWN_NAME,
            node.span(),
            "There is no step called " + name + ".",
            Problems.nearest(
                name,
                named.keySet(),
                "Name one: step('" + name + "') { … }, or named '" + name + "'."));
      } else if (conditional.contains(name)) {
        problems.report(
            DiagnosticCode.MISPLACED,
            node.span(),
            name + " is a part of a block that may not come to it, or that must end first.",
            "Name the block: step('" + name + "') { attempt { … } }.");
      } else {
        ids.addAll(ends);
      }
    }
    return List.copyOf(ids);
  }

  /** The depth is bounded by the script's explicit names: others come after what is sorted. */
  private void visit(String id) {
    if (sorted.contains(id)) {
      return;
    }
    if (!under.add(id)) {
      circle(id);
      return;
    }
    for (String before : nodes.get(id).after()) {
      if (problems.none()) {
        visit(before);
      }
    }
    under.remove(id);
    sorted.add(id);
  }

  private void circle(String id) {
    var way = new ArrayList<>(under);
    List<String> names = new ArrayList<>();
    for (String each : way.subList(way.indexOf(id), way.size())) {
      names.add(0, nameOf(each));
    }
    names.add(names.get(0));
    problems.report(
        DiagnosticCode.CYCLE,
        nodes.get(id).span(),
        "These steps come after each other in a circle: " + String.join(" → ", names) + ".",
        "Remove one of their after clauses.");
  }

  private String nameOf(String id) {
    return named.entrySet().stream()
        .filter(entry -> entry.getValue().contains(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("line " + nodes.get(id).span().line());
  }
}
