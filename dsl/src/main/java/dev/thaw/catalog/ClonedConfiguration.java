package dev.thaw.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.thaw.operation.Request.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The configuration of a container that is to be as another one, but for what two cannot have at
 * once: ports of the machine, addresses, host name.
 *
 * @param body what the engine makes it of
 * @param networks further ones that it has to be connected to, by their names
 * @param remarks what it does not have of the other's, for people
 */
record ClonedConfiguration(String body, Map<String, String> networks, List<String> remarks) {
  static final String OF = "thaw.clone.of";
  static final String RUN = "thaw.clone.run";
  private static final String COMPOSE = "com.docker.compose.";
  private static final int SHORT = 12;

  ClonedConfiguration {
    networks = new TreeMap<>(networks);
    remarks = List.copyOf(remarks);
  }

  /**
   * Makes one.
   *
   * @param inspect what the engine says of the container
   * @param images those that the name in its configuration means now
   * @param running the containers that run now
   */
  static ClonedConfiguration of(JsonNode inspect, JsonNode images, JsonNode running, String run) {
    return new Making(inspect).making(images, running, run);
  }

  private static final class Making {
    private final JsonNode inspect;
    private final String id;
    private final ObjectNode body;
    private final ObjectNode host;
    private final List<String> remarks = new ArrayList<>();

    Making(JsonNode inspect) {
      this.inspect = inspect;
      this.id = inspect.path("Id").asText();
      this.body = object(inspect.path("Config"));
      this.host = object(inspect.path("HostConfig"));
    }

    ClonedConfiguration making(JsonNode images, JsonNode running, String run) {
      image(images);
      identity();
      labels(run);
      ports(running);
      host.remove("ContainerIDFile");
      Map<String, String> networks = networks();
      volumes();
      body.set("HostConfig", host);
      return new ClonedConfiguration(body.toString(), networks, remarks);
    }

    /** Its name may mean another one by now, whose files are not those that the processes know. */
    private void image(JsonNode images) {
      String own = inspect.path("Image").asText();
      boolean same = false;
      for (JsonNode image : images) {
        same |= image.path("Id").asText().equals(own);
      }
      if (!same) {
        body.put("Image", own);
      }
    }

    private void identity() {
      body.remove("MacAddress");
      if (body.path("Hostname").asText().equals(id.substring(0, Math.min(SHORT, id.length())))) {
        body.remove("Hostname");
      }
    }

    /** What Compose finds by its labels it takes for its own. */
    private void labels(String run) {
      ObjectNode labels = object(body.path("Labels"));
      var names = new ArrayList<String>();
      labels.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> !name.startsWith(COMPOSE));
      if (!names.isEmpty()) {
        labels.remove(names);
        remarks.add("without the labels " + COMPOSE + "*: it is no part of that project");
      }
      labels.put(OF, id);
      labels.put(RUN, run);
      body.set("Labels", labels);
    }

    private void ports(JsonNode running) {
      Set<String> taken = new HashSet<>();
      for (JsonNode container : running) {
        for (JsonNode port : container.path("Ports")) {
          if (port.has("PublicPort")) {
            taken.add(port.path("PublicPort").asText() + "/" + port.path("Type").asText());
          }
        }
      }
      ObjectNode bindings = object(host.path("PortBindings"));
      var inside = new ArrayList<String>();
      bindings.fieldNames().forEachRemaining(inside::add);
      for (String port : inside) {
        String type = port.substring(port.indexOf('/') + 1);
        for (JsonNode binding : bindings.path(port)) {
          String outside = binding.path("HostPort").asText();
          if (taken.contains(outside + "/" + type)) {
            bindings.remove(port);
            remarks.add("without the port " + outside + " of the machine, which is taken");
            break;
          }
        }
      }
      host.set("PortBindings", bindings);
    }

    /** Before API 1.44 the engine takes one network when it makes a container. */
    private Map<String, String> networks() {
      var more = new TreeMap<String, String>();
      JsonNode all = inspect.path("NetworkSettings").path("Networks");
      String first = host.path("NetworkMode").asText();
      all.fieldNames().forEachRemaining(name -> {
        JsonNode told = all.path(name);
        ObjectNode endpoint = body.objectNode();
        ArrayNode aliases = body.arrayNode();
        for (JsonNode alias : told.path("Aliases")) {
          if (!id.startsWith(alias.asText())) {
            aliases.add(alias.asText());
          }
        }
        endpoint.set("Aliases", aliases);
        endpoint.set("Links", told.path("Links"));
        endpoint.set("DriverOpts", told.path("DriverOpts"));
        JsonNode fixed = told.path("IPAMConfig");
        if (!fixed.path("IPv4Address").asText("").isEmpty()
            || !fixed.path("IPv6Address").asText("").isEmpty()) {
          remarks.add("without the fixed address in the network " + name);
        }
        // Networks that every engine has take no names.
        if (name.equals(first) && !aliases.isEmpty()) {
          ObjectNode endpoints = body.objectNode();
          endpoints.set(name, endpoint);
          ObjectNode networking = body.objectNode();
          networking.set("EndpointsConfig", endpoints);
          body.set("NetworkingConfig", networking);
        } else if (!name.equals(first) && !isUsual(name, first)) {
          ObjectNode connection = body.objectNode();
          connection.put("Container", Command.ID);
          connection.set("EndpointConfig", endpoint);
          more.put(name, connection.toString());
        }
      });
      return more;
    }

    private static boolean isUsual(String name, String mode) {
      return (mode.equals("default") && name.equals("bridge"))
          || name.equals("host")
          || name.equals("none");
    }

    private void volumes() {
      Set<String> named = new HashSet<>();
      for (JsonNode bind : host.path("Binds")) {
        String[] parts = bind.asText().split(":", 3);
        named.add(parts.length > 1 ? parts[1] : parts[0]);
      }
      host.path("Mounts").forEach(mount -> named.add(mount.path("Target").asText()));
      for (JsonNode mount : inspect.path("Mounts")) {
        String place = mount.path("Destination").asText();
        boolean written = mount.path("RW").asBoolean();
        if (!named.contains(place)) {
          remarks.add("with an empty volume of its own at " + place);
        } else if (written && !mount.path("Type").asText().equals("tmpfs")) {
          remarks.add("warning: both write to what is mounted at " + place);
        }
      }
    }

    private ObjectNode object(JsonNode node) {
      return node instanceof ObjectNode object
          ? object.deepCopy()
          : JsonNodeFactory.instance.objectNode();
    }
  }
}
