package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import java.util.List;

/**
 * How list and inspection tell what a container is connected with: networks and volumes always,
 * ports only of one that runs or is paused (measured on 20.10 and 26.1.5).
 */
final class AttachmentBody {
  private static final List<String> ADDRESSES = List.of("0.0.0.0", "::");

  private AttachmentBody() {}

  static JsonObject networks(SimContainer container) {
    var networks = new JsonObject();
    container.spec().attachments().networks().forEach(name -> networks.put(name, network(name)));
    return networks;
  }

  private static JsonObject network(String name) {
    return new JsonObject()
        .put("IPAMConfig", null)
        .put("Links", null)
        .put("Aliases", null)
        .put("NetworkID", Containers.digest("network " + name))
        .put("Gateway", "")
        .put("IPAddress", "")
        .put("IPPrefixLen", 0);
  }

  static List<JsonObject> mounts(SimContainer container) {
    return container.spec().attachments().volumes().stream()
        .map(name -> new JsonObject()
            .put("Type", "volume")
            .put("Name", name)
            .put("Source", "/nowhere/volumes/" + name + "/_data")
            .put("Destination", "/" + name)
            .put("Driver", "local")
            .put("Mode", "z")
            .put("RW", true)
            .put("Propagation", ""))
        .toList();
  }

  /** As the list has them: an entry for each address of the machine. */
  static List<JsonObject> listedPorts(SimContainer container) {
    return ports(container).stream()
        .flatMap(port -> ADDRESSES.stream()
            .map(address -> new JsonObject()
                .put("IP", address)
                .put("PrivatePort", port)
                .put("PublicPort", port)
                .put("Type", "tcp")))
        .toList();
  }

  /** As an inspection has them: by the container's port. */
  static JsonObject inspectedPorts(SimContainer container) {
    var ports = new JsonObject();
    for (int port : ports(container)) {
      ports.put(
          port + "/tcp",
          ADDRESSES.stream()
              .map(address ->
                  new JsonObject().put("HostIp", address).put("HostPort", Integer.toString(port)))
              .toList());
    }
    return ports;
  }

  private static List<Integer> ports(SimContainer container) {
    boolean reachable =
        container.state() == ContainerState.RUNNING || container.state() == ContainerState.PAUSED;
    return reachable ? container.spec().attachments().ports() : List.of();
  }
}
