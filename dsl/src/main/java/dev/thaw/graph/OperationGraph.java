package dev.thaw.graph;

import dev.thaw.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a script means: a directed acyclic graph of steps.
 *
 * <p>Nodes stand in an order in which each comes after its predecessors, so a graph cannot hold a
 * cycle.
 *
 * @param runbook what the script says of itself
 * @param parameters the script's parameters with the values that it was compiled with
 * @param secrets the names of the parameters whose values the graph does not hold
 * @param requirements what must hold before anything is done
 * @param confirmations what must be said yes to before anything is done
 * @param prohibitions what no step may do, whatever it selects
 * @param nodes in the order of the script, as far as that goes
 */
public record OperationGraph(
    Runbook runbook,
    SortedMap<String, Value> parameters,
    SortedSet<String> secrets,
    List<Requirement> requirements,
    List<Confirmation> confirmations,
    List<Prohibition> prohibitions,
    List<Node> nodes) {

  /** The version of the JSON form; a reader refuses any other. */
  public static final int SCHEMA = 3;

  public OperationGraph {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
    requirements = List.copyOf(requirements);
    confirmations = List.copyOf(confirmations);
    prohibitions = List.copyOf(prohibitions);
    nodes = List.copyOf(nodes);
    var seen = new HashSet<String>();
    for (Node node : nodes) {
      if (!seen.containsAll(node.after())) {
        throw new IllegalArgumentException(node.id() + " comes after what is not before it");
      }
      if (node instanceof Node.Release release && !seen.contains(release.of())) {
        throw new IllegalArgumentException(node.id() + " ends what is not before it");
      }
      if (!seen.add(node.id())) {
        throw new IllegalArgumentException("two nodes are called " + node.id());
      }
    }
  }

  /** Returns a graph of nodes alone. */
  public static OperationGraph of(List<Node> nodes) {
    return new OperationGraph(
        Runbook.UNNAMED, new TreeMap<>(), new TreeSet<>(), List.of(), List.of(), List.of(), nodes);
  }

  /** Returns this graph with more that must never be done. */
  public OperationGraph forbidding(List<Prohibition> more) {
    var all = new ArrayList<>(prohibitions);
    all.addAll(more);
    return new OperationGraph(
        runbook, parameters, secrets, requirements, confirmations, all, nodes);
  }

  /** Returns this graph with a run of it taking no longer than that. */
  public OperationGraph within(Duration longest) {
    return new OperationGraph(
        runbook.within(longest),
        parameters,
        secrets,
        requirements,
        confirmations,
        prohibitions,
        nodes);
  }

  /** Returns the nodes that do something. */
  public Stream<Node.Step> steps() {
    return nodes.stream().filter(Node.Step.class::isInstance).map(Node.Step.class::cast);
  }

  /** Returns the nodes that end what steps hold. */
  public Stream<Node.Release> releases() {
    return nodes.stream().filter(Node.Release.class::isInstance).map(Node.Release.class::cast);
  }

  /** Returns whether anything that it does is taken back whatever happens. */
  public boolean holds() {
    return releases().findAny().isPresent()
        || steps().anyMatch(step -> step.actions().stream().anyMatch(Action::held));
  }

  /** Returns what ends what that step holds; nothing if it holds nothing. */
  public Optional<Node.Release> releaseOf(Node.Step step) {
    return releases().filter(release -> release.of().equals(step.id())).findFirst();
  }

  /** Returns the nodes between a step and what ends its hold, by identifier. */
  public Set<String> during(Node.Release release) {
    var behind = new HashSet<String>();
    behind.add(release.of());
    for (Node node : nodes) {
      if (node.after().stream().anyMatch(behind::contains)) {
        behind.add(node.id());
      }
    }
    var during = new HashSet<String>();
    var before = new HashSet<>(release.after());
    for (int place = nodes.size() - 1; place >= 0; place--) {
      Node node = nodes.get(place);
      if (before.contains(node.id())) {
        before.addAll(node.after());
        if (behind.contains(node.id()) && !node.id().equals(release.of())) {
          during.add(node.id());
        }
      }
    }
    return during;
  }

  /** Returns the nodes that start so, and those that come after nothing but them, by identifier. */
  public Set<String> under(Start start) {
    var under = new HashSet<String>();
    for (Node node : nodes) {
      boolean within = !node.after().isEmpty() && under.containsAll(node.after());
      if (node.start() == start || within) {
        under.add(node.id());
      }
    }
    return under;
  }

  /** Returns whether nothing in it changes anything. */
  public boolean observes() {
    return steps().allMatch(Node.Step::observes);
  }
}
