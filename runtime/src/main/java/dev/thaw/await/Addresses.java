package dev.thaw.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Where a port inside a container can be reached from here: at the container's own addresses, where
 * the engine is on this machine, and where it is published.
 *
 * @param engine the engine's address
 */
public record Addresses(String engine) {
  private static final String HERE = "127.0.0.1";

  /** Returns the addresses, the likeliest first; none if there is no way. */
  public List<InetSocketAddress> of(View view, String host, int port) {
    Optional<String> machine = machine();
    if (machine.isEmpty()) {
      return List.of();
    }
    if (!host.isEmpty()) {
      return List.of(new InetSocketAddress(host, port));
    }
    var addresses = new LinkedHashSet<InetSocketAddress>();
    JsonNode networks = view.inspection().path("NetworkSettings");
    boolean local = machine.get().equals(HERE);
    if (view.inspection().path("HostConfig").path("NetworkMode").asText("").equals("host")) {
      addresses.add(new InetSocketAddress(machine.get(), port));
    }
    for (JsonNode binding : networks.path("Ports").path(port + "/tcp")) {
      published(binding, machine.get()).ifPresent(addresses::add);
    }
    if (local) {
      own(networks, port).forEach(addresses::add);
    }
    return new ArrayList<>(addresses);
  }

  /** Returns why there is no way, in words that go on from a probe's name. */
  public static String none(String engine, int port) {
    return new Addresses(engine).machine().isEmpty()
        ? "cannot be asked: the engine at " + engine
            + " has no network that leads there; exec('…') asks inside of the container"
        : "cannot be asked: the container has no address of its own that is reached from here, and"
            + " port " + port + " is not published; exec('…') asks inside of it";
  }

  private static List<InetSocketAddress> own(JsonNode settings, int port) {
    var addresses = new ArrayList<InetSocketAddress>();
    for (JsonNode network : settings.path("Networks")) {
      for (String field : List.of("IPAddress", "GlobalIPv6Address")) {
        String address = network.path(field).asText("");
        if (!address.isEmpty()) {
          addresses.add(new InetSocketAddress(address, port));
        }
      }
    }
    return addresses;
  }

  private static Optional<InetSocketAddress> published(JsonNode binding, String machine) {
    String address = binding.path("HostIp").asText("");
    String port = binding.path("HostPort").asText("");
    if (address.equals("::") || !port.matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    boolean any = address.isEmpty() || address.equals("0.0.0.0");
    return Optional.of(new InetSocketAddress(any ? machine : address, Integer.parseInt(port)));
  }

  /** Returns where the engine is; nothing of a simulated one. */
  private Optional<String> machine() {
    if (engine.startsWith("unix:")) {
      return Optional.of(HERE);
    }
    if (engine.matches("(tcp|http|https)://.*")) {
      return Optional.ofNullable(URI.create(engine).getHost());
    }
    return Optional.empty();
  }
}
