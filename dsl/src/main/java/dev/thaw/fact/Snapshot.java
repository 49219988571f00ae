package dev.thaw.fact;

import java.util.Map;

/**
 * One container at one moment, known to a certain depth.
 *
 * <p>Operations and predicates see containers only through snapshots, so both are pure functions.
 * What lies deeper than {@code depth} is not known yet, which a predicate tells from a fact that
 * has no value.
 *
 * @param depth how much was asked of the engine
 * @param id the full identifier, 64 hexadecimal digits
 * @param name the name without its leading slash
 * @param image the image as the container's configuration names it
 * @param labels all labels
 * @param state the state at that moment
 * @param inspection what an inspection told, {@link Inspection#NOT_READ} below that depth
 * @param usage what statistics told, {@link Usage#UNKNOWN} below that depth
 */
public record Snapshot(
    FactCost depth,
    String id,
    String name,
    String image,
    Map<String, String> labels,
    ContainerState state,
    Inspection inspection,
    Usage usage) {

  public Snapshot {
    labels = Map.copyOf(labels);
  }

  /** Returns a snapshot as a list request gives it. */
  public static Snapshot listed(
      String id, String name, String image, Map<String, String> labels, ContainerState state) {
    return new Snapshot(
        FactCost.LIST, id, name, image, labels, state, Inspection.NOT_READ, Usage.UNKNOWN);
  }

  /** Returns this snapshot with statistics read at {@code depth}. */
  public Snapshot withUsage(FactCost depth, Usage usage) {
    return new Snapshot(depth, id, name, image, labels, state, inspection, usage);
  }

  /** Returns this snapshot as it is expected to be after a change of state. */
  public Snapshot withState(ContainerState state) {
    return new Snapshot(depth, id, name, image, labels, state, inspection, usage);
  }

  /** Returns the first 12 digits of the identifier, as the docker command line shows it. */
  public String shortId() {
    return id.substring(0, Math.min(12, id.length()));
  }
}
