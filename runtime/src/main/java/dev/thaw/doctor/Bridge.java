package dev.thaw.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bridge of Docker's default network: a second daemon in the same network that is started with
 * {@code --bridge=none} deletes it, and then no container on it can be started any more.
 */
final class Bridge {
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_.-]{1,15}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}");
  private static final Pattern SUBNET = Pattern.compile("[0-9.]{7,15}/([0-9]{1,2})");

  private Bridge() {}

  /**
   * Judges.
   *
   * @param network the reply to {@code GET /networks/bridge}
   */
  static Check of(JsonNode network, EngineProcess engine) {
    String name = network.path("Options").path("com.docker.network.bridge.name").asText("docker0");
    Optional<Boolean> there =
        INTERFACE.matcher(name).matches() ? engine.hasInterface(name) : Optional.empty();
    if (there.isEmpty()) {
      return Check.of("default bridge", Mark.UNKNOWN, "cannot be seen from here", "");
    }
    if (there.get()) {
      return Check.good("default bridge", name);
    }
    return new Check(
        "default bridge",
        Mark.PROBLEM,
        name + " is missing: containers on the network bridge cannot be started",
        "Make it again, as root, or restart the daemon.",
        repair(name, network.path("IPAM").path("Config").path(0), engine));
  }

  private static List<String> repair(String name, JsonNode addresses, EngineProcess engine) {
    String before = String.join(" ", engine.entering("net"));
    String in = before.isEmpty() ? "" : before + " ";
    var commands = new ArrayList<String>();
    commands.add(in + "ip link add name " + name + " type bridge");
    var subnet = SUBNET.matcher(addresses.path("Subnet").asText("172.17.0.0/16"));
    String gateway = addresses.path("Gateway").asText("172.17.0.1");
    if (subnet.matches() && ADDRESS.matcher(gateway).matches()) {
      commands.add(in + "ip addr add " + gateway + "/" + subnet.group(1) + " dev " + name);
    }
    commands.add(in + "ip link set " + name + " up");
    return commands;
  }
}
