package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Decides who has the say about the engine's address; {@link AddressReader} reads what he says. */
final class EndpointResolver {
  private static final String DEFAULT_SOCKET = "unix:///var/run/docker.sock";

  /** How the docker command line names the context that is made of the environment. */
  private static final String NO_CONTEXT = "default";

  private final EndpointOptions options;
  private final Map<String, String> environment;
  private final DockerContexts contexts;

  EndpointResolver(EndpointOptions options, Map<String, String> environment) {
    this.options = options;
    this.environment = environment;
    this.contexts = new DockerContexts(
        variable("DOCKER_CONFIG").map(Path::of).orElse(options.home().resolve(".docker")));
  }

  DockerEndpoint resolve() throws EngineException {
    if (options.host().isPresent() && options.context().isPresent()) {
      throw new EngineException(
          Fault.UNSUPPORTED, "-H and --context name two engines: leave one out.");
    }
    if (options.host().isPresent()) {
      return new AddressReader("-H", certificates()).read(options.host().get());
    }
    if (options.context().isPresent()) {
      return context(options.context().get(), "--context");
    }
    Optional<String> host = variable("DOCKER_HOST");
    if (host.isPresent()) {
      return new AddressReader("DOCKER_HOST", certificates()).read(host.get());
    }
    Optional<String> named = variable("DOCKER_CONTEXT");
    if (named.isPresent()) {
      return context(named.get(), "DOCKER_CONTEXT");
    }
    return context(
        contexts.current().orElse(NO_CONTEXT), contexts.configuration().toString());
  }

  private DockerEndpoint context(String name, String source) throws EngineException {
    if (!name.equals(NO_CONTEXT)) {
      return contexts.read(name, source);
    }
    Optional<String> host = variable("DOCKER_HOST");
    return new AddressReader(host.isPresent() ? "DOCKER_HOST" : "the default", certificates())
        .read(host.orElse(DEFAULT_SOCKET));
  }

  /** Any value switches TLS on, {@code 0} too: so does the docker command line. */
  private Optional<Path> certificates() {
    return variable("DOCKER_TLS_VERIFY")
        .map(verify -> variable("DOCKER_CERT_PATH").map(Path::of).orElse(contexts.directory()));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
