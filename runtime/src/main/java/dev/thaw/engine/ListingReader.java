package dev.thaw.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.Listing;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what list and inspection both tell, in shapes of their own, to the same: measured on Docker
 * 20.10 and 26.1. Of a container that is neither running nor paused both tell no ports, but the
 * networks and volumes that it will have.
 */
final class ListingReader {
  private static final int MOST_PORTS = 65_535;

  private ListingReader() {}

  /** Reads one entry of {@code GET /containers/json}. */
  static Listing listed(JsonNode json) {
    var ports = new HashSet<Integer>();
    if (open(json.path("State"))) {
      json.path("Ports").forEach(port -> add(ports, port.path("PublicPort").asInt()));
    }
    JsonNode created = json.path("Created");
    return new Listing(
        created.canConvertToLong() && created.longValue() > 0
            ? Optional.of(Instant.ofEpochSecond(created.longValue()))
            : Optional.empty(),
        networks(json),
        volumes(json),
        ports);
  }

  /** Reads {@code GET /containers/<id>/json}. */
  static Listing inspected(JsonNode json) {
    var ports = new HashSet<Integer>();
    if (open(json.path("State").path("Status"))) {
      json.path("NetworkSettings")
          .path("Ports")
          .forEach(bindings ->
              bindings.forEach(binding -> add(ports, binding.path("HostPort").asInt())));
    }
    return new Listing(created(json.path("Created")), networks(json), volumes(json), ports);
  }

  /** Podman tells the ports that a container will have, too. */
  private static boolean open(JsonNode state) {
    return state.asText("").equals("running") || state.asText("").equals("paused");
  }

  /** The list has no parts of a second, and what is known must not change by a closer look. */
  private static Optional<Instant> created(JsonNode json) {
    try {
      Instant instant = Instant.parse(json.asText("")).truncatedTo(ChronoUnit.SECONDS);
      return instant.isAfter(Instant.EPOCH) ? Optional.of(instant) : Optional.empty();
    } catch (DateTimeException notTold) {
      return Optional.empty();
    }
  }

  private static Set<String> networks(JsonNode json) {
    var names = new HashSet<String>();
    json.path("NetworkSettings").path("Networks").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> volumes(JsonNode json) {
    var names = new HashSet<String>();
    for (JsonNode mount : json.path("Mounts")) {
      if (mount.path("Type").asText("").equals("volume")) {
        names.add(mount.path("Name").asText(""));
      }
    }
    return names;
  }

  /** The engine leaves a port out, or writes 0 or nothing, where none of the machine's is bound. */
  private static void add(Set<Integer> ports, int port) {
    if (port > 0 && port <= MOST_PORTS) {
      ports.add(port);
    }
  }
}
