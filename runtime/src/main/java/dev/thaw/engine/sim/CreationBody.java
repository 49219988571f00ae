package dev.thaw.engine.sim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The configuration that a container is to be made with. What it does not say, such as what the
 * container does when told to stop, is as in another of the same image, best of the same command.
 */
record CreationBody(JsonNode body) {

  /**
   * Returns what is to be made.
   *
   * @param alike containers of the same image, at least one
   */
  ContainerSpec spec(String name, List<ContainerSpec> alike) {
    var command = texts(body.path("Entrypoint"));
    command.addAll(texts(body.path("Cmd")));
    ContainerSpec like = alike.stream()
        .filter(other -> other.command().equals(command))
        .findFirst()
        .orElse(alike.get(0));
    boolean same = command.isEmpty() || like.command().equals(command);
    JsonNode host = body.path("HostConfig");
    return new ContainerSpec(
        name,
        body.path("Image").asText(),
        labels(),
        ContainerState.CREATED,
        health(like),
        memory(host, like),
        like.cpu(),
        like.pids(),
        text(host.path("RestartPolicy").path("Name"), "no"),
        0,
        Duration.ZERO,
        new AttachmentSpec(networks(host), volumes(host), List.of()),
        body.path("Tty").asBoolean(),
        0,
        false,
        same ? like.logs() : List.of(),
        like.exec(),
        like.stop(),
        like.files(),
        new ProcessSpec(
            same ? like.command() : command,
            env(),
            same ? like.process().counts() : Optional.empty()),
        host.path("AutoRemove").asBoolean());
  }

  private Map<String, String> labels() {
    var labels = new LinkedHashMap<String, String>();
    body.path("Labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  private Optional<HealthSpec> health(ContainerSpec like) {
    JsonNode check = body.path("Healthcheck");
    if (check.path("Test").isEmpty() || check.path("Test").path(0).asText().equals("NONE")) {
      return Optional.empty();
    }
    long nanos = check.path("Interval").asLong();
    return Optional.of(new HealthSpec(
        Health.STARTING,
        like.health().map(HealthSpec::warmUp).or(() -> Optional.of(Duration.ZERO)),
        nanos > 0 ? Duration.ofNanos(nanos) : HealthSpec.INTERVAL));
  }

  private static MemorySpec memory(JsonNode host, ContainerSpec like) {
    long limit = host.path("Memory").asLong();
    return new MemorySpec(
        like.memory().usage(),
        like.memory().cache(),
        limit > 0 ? OptionalLong.of(limit) : OptionalLong.empty());
  }

  private static List<String> networks(JsonNode host) {
    String mode = text(host.path("NetworkMode"), "default");
    return mode.equals("default") ? List.of() : List.of(mode);
  }

  private static List<String> volumes(JsonNode host) {
    var volumes = new ArrayList<String>();
    host.path("Mounts").forEach(mount -> {
      if (mount.path("Type").asText().equals("volume")) {
        volumes.add(mount.path("Source").asText());
      }
    });
    return volumes;
  }

  private List<String> env() {
    List<String> env = texts(body.path("Env"));
    return env.isEmpty() ? ProcessSpec.DEFAULT.env() : env;
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String text(JsonNode node, String otherwise) {
    return node.asText().isEmpty() ? otherwise : node.asText();
  }
}
