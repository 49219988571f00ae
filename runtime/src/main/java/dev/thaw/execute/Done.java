package dev.thaw.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What earlier runs of a graph have done of it.
 *
 * @param operations those that need not be done again, in the order in which they were done
 * @param samples the containers that a step took some of those that matched, by the step
 */
public record Done(List<Operation> operations, Map<String, Set<String>> samples) {
  /** Nothing. */
  public static final Done NONE = new Done(List.of(), Map.of());

  public Done {
    operations = List.copyOf(operations);
    var copies = new LinkedHashMap<String, Set<String>>();
    samples.forEach((step, ids) -> copies.put(step, Set.copyOf(ids)));
    samples = Map.copyOf(copies);
  }

  /**
   * An operation on one target that was done.
   *
   * @param step the step in the graph
   * @param position in the step's chain, from 0
   * @param container its full identifier
   * @param name what it was called then
   * @param run the run that did it
   * @param lasting whether it counts only as long as what it has reached is still so
   */
  public record Operation(
      String step, int position, String container, String name, String run, boolean lasting) {}

  /** Returns whether there is none of it. */
  public boolean isNone() {
    return operations.isEmpty() && samples.isEmpty();
  }

  /** Returns what was done of a step. */
  public List<Operation> of(String step) {
    return operations.stream()
        .filter(operation -> operation.step().equals(step))
        .toList();
  }

  /** Returns whether that was done. */
  public static Optional<Operation> find(
      List<Operation> operations, String container, int position) {
    return operations.stream()
        .filter(each -> each.position() == position && each.container().equals(container))
        .findFirst();
  }

  /** Returns which containers a step took when it took only some. */
  public Optional<Set<String>> sample(String step) {
    return Optional.ofNullable(samples.get(step));
  }

  /** Returns the containers that some of it was done for, with one operation of each. */
  static List<Operation> containers(List<Operation> operations) {
    var seen = new LinkedHashSet<String>();
    var one = new ArrayList<Operation>();
    for (Operation operation : operations) {
      if (seen.add(operation.container())) {
        one.add(operation);
      }
    }
    return one;
  }
}
