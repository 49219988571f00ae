package dev.thaw.fact;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One container at one moment, known to a certain depth.
 *
 * <p>Operations and predicates see containers only through snapshots, so both are pure functions.
 * What lies deeper than {@code depth} is not known yet, which a predicate tells from a fact that
 * has no value.
 *
 * @param depth how much was asked of the engine
 * @param assumed whether the state is one that a dry run expects, not one that was seen
 * @param id the full identifier, 64 hexadecimal digits
 * @param name the name without its leading slash
 * @param image the image as the container's configuration names it; at the list's depth its
 *     identifier, where its tag has moved
 * @param labels all labels
 * @param state the state at that moment
 * @param listing what else the list told
 * @param inspection what an inspection told, {@link Inspection#NOT_READ} below that depth
 * @param usage what statistics told, {@link Usage#UNKNOWN} below that depth
 * @param circumstances when and where it was looked at
 */
public record Snapshot(
    FactCost depth,
    boolean assumed,
    String id,
    String name,
    String image,
    Map<String, String> labels,
    ContainerState state,
    Listing listing,
    Inspection inspection,
    Usage usage,
    Circumstances circumstances)
    implements Reading {

  public Snapshot {
    labels = Map.copyOf(labels);
  }

  @Override
  public Optional<Value> read(Fact fact, String key, ValueKind kind) {
    return fact.read(this, key, kind);
  }

  @Override
  public Optional<Instant> at() {
    return circumstances.at();
  }

  /** Returns a snapshot as a list request gives it, of a container with nothing special to it. */
  public static Snapshot listed(
      String id, String name, String image, Map<String, String> labels, ContainerState state) {
    return new Snapshot(
        FactCost.LIST,
        false,
        id,
        name,
        image,
        labels,
        state,
        Listing.PLAIN,
        Inspection.NOT_READ,
        Usage.UNKNOWN,
        Circumstances.UNKNOWN);
  }

  /**
   * Returns whether what is asked for at that cost is known. What is dearer than the list follows
   * from the processes inside: exit code, health, memory. Where a dry run has changed the state,
   * nobody knows those, and what the engine says of them now is not the answer.
   */
  public boolean knows(FactCost cost) {
    return depth.covers(cost) && (cost == FactCost.LIST || !assumed);
  }

  /** Returns this snapshot with what else the list told. */
  public Snapshot with(Listing listing) {
    return new Snapshot(
        depth, assumed, id, name, image, labels, state, listing, inspection, usage, circumstances);
  }

  /** Returns this snapshot with statistics read at {@code depth}. */
  public Snapshot withUsage(FactCost depth, Usage usage) {
    return new Snapshot(
        depth, assumed, id, name, image, labels, state, listing, inspection, usage, circumstances);
  }

  /** Returns this snapshot as it is expected to be after something has been done to it. */
  public Snapshot assumed(ContainerState state) {
    return new Snapshot(
        depth, true, id, name, image, labels, state, listing, inspection, usage, circumstances);
  }

  /** Returns this snapshot, looked at then. */
  public Snapshot at(Instant moment) {
    return within(new Circumstances(Optional.of(moment), circumstances.host()));
  }

  /** Returns this snapshot, on that machine. */
  public Snapshot on(Host host) {
    return within(new Circumstances(circumstances.at(), host));
  }

  private Snapshot within(Circumstances circumstances) {
    return new Snapshot(
        depth, assumed, id, name, image, labels, state, listing, inspection, usage, circumstances);
  }

  /** Returns the first 12 digits of the identifier, as the docker command line shows it. */
  public String shortId() {
    return id.substring(0, Math.min(12, id.length()));
  }
}
