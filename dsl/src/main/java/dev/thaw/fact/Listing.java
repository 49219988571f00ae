package dev.thaw.fact;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the list tells of a container beyond its names and its state; an inspection tells it alike.
 *
 * @param created when it was made, to the second
 * @param networks the names of its networks, also while it is stopped
 * @param volumes the names of the volumes mounted into it; mounted folders have none
 * @param ports the ports of the machine that lead to it; the engine tells none of a container that
 *     does not run
 */
public record Listing(
    Optional<Instant> created, Set<String> networks, Set<String> volumes, Set<Integer> ports) {

  /** Nothing mounted, connected or published, and made nobody knows when. */
  public static final Listing PLAIN = new Listing(Optional.empty(), Set.of(), Set.of(), Set.of());

  public Listing {
    networks = Set.copyOf(networks);
    volumes = Set.copyOf(volumes);
    ports = Set.copyOf(ports);
  }
}
