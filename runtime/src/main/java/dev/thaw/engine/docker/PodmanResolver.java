package dev.thaw.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import dev.thaw.json.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides where Podman is, by the rules of its command line (podman, {@code cmd/podman/registry}):
 * {@code -H}, a connection by its name, CONTAINER_HOST, CONTAINER_CONNECTION, and else the socket
 * of this machine: root's own, or the user's in XDG_RUNTIME_DIR if there is one.
 */
final class PodmanResolver {
  private static final String SOCKET = "podman/podman.sock";
  private static final Path ROOTFUL = Path.of("/run").resolve(SOCKET);

  private final EndpointOptions options;
  private final Map<String, String> environment;
  private final boolean root;

  /** @param root whether the user is root */
  PodmanResolver(EndpointOptions options, Map<String, String> environment, boolean root) {
    this.options = options;
    this.environment = environment;
    this.root = root;
  }

  DockerEndpoint resolve() throws EngineException {
    if (options.host().isPresent() && options.context().isPresent()) {
      throw new EngineException(
          Fault.UNSUPPORTED, "-H and --context name two engines: leave one out.");
    }
    if (options.host().isPresent()) {
      return read("-H", options.host().get());
    }
    if (options.context().isPresent()) {
      return connection(options.context().get(), "--context");
    }
    Optional<String> host = variable("CONTAINER_HOST");
    if (host.isPresent()) {
      return read("CONTAINER_HOST", host.get());
    }
    Optional<String> named = variable("CONTAINER_CONNECTION");
    return named.isPresent()
        ? connection(named.get(), "CONTAINER_CONNECTION")
        : new DockerEndpoint.Socket(ownSocket(), "the default");
  }

  private Path ownSocket() {
    Optional<Path> users =
        variable("XDG_RUNTIME_DIR").map(Path::of).map(runtime -> runtime.resolve(SOCKET));
    return !root && users.isPresent() && (Files.exists(users.get()) || !Files.exists(ROOTFUL))
        ? users.get()
        : ROOTFUL;
  }

  /** As {@code podman system connection add} keeps it. */
  private DockerEndpoint connection(String name, String source) throws EngineException {
    Path file = variable("PODMAN_CONNECTIONS_CONF")
        .map(Path::of)
        .orElse(variable("XDG_CONFIG_HOME")
            .map(Path::of)
            .orElse(options.home().resolve(".config"))
            .resolve("containers/podman-connections.json"));
    try {
      JsonNode connections =
          JsonTree.read(Files.readAllBytes(file)).path("Connection").path("Connections");
      JsonNode uri = connections.path(name).path("URI");
      if (!uri.isTextual()) {
        throw unknown(name, source, "there is none of that name in " + file, List.of());
      }
      return read("the connection " + name, uri.textValue());
    } catch (EngineException told) {
      throw told;
    } catch (IOException unreadable) {
      throw unknown(name, source, file + " cannot be read", List.of(unreadable));
    }
  }

  private static EngineException unknown(
      String name, String source, String why, List<IOException> causes) {
    return new EngineException(
        Fault.UNSUPPORTED,
        "cannot use the connection " + name + " (" + source + "): " + why
            + ". See podman system connection list.",
        causes.isEmpty() ? null : causes.get(0));
  }

  private DockerEndpoint read(String source, String address) throws EngineException {
    return new AddressReader(source, Optional.empty()).read(address);
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
