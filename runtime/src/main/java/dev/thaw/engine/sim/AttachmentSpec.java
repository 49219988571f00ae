package dev.thaw.engine.sim;

import java.util.List;

/**
 * What a simulated container is connected with.
 *
 * @param networks their names, at least one
 * @param volumes the names of the volumes mounted into it
 * @param ports the machine's ports that lead to the same ports of the container while it runs
 */
public record AttachmentSpec(List<String> networks, List<String> volumes, List<Integer> ports) {

  /** The network that a container is on if nobody says otherwise. */
  static final String BRIDGE = "bridge";

  /** Docker's own bridge, and nothing else. */
  public static final AttachmentSpec DEFAULT =
      new AttachmentSpec(List.of(BRIDGE), List.of(), List.of());

  public AttachmentSpec {
    networks = networks.isEmpty() ? List.of(BRIDGE) : List.copyOf(networks);
    volumes = List.copyOf(volumes);
    ports = List.copyOf(ports);
  }
}
