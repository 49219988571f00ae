package dev.thaw.event;

import dev.thaw.graph.Action;

/**
 * One operation on one target, as events name it.
 *
 * @param id unique in the run: step, position in its chain, target's short identifier
 * @param step the step's identifier in the graph
 * @param action what
 * @param target the container's full identifier
 * @param name the container's name
 * @param image the container's image
 */
public record Operation(
    String id, String step, Action action, String target, String name, String image) {

  /** Returns the verb. */
  public String verb() {
    return action.operation().name();
  }
}
