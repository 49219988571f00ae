package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where an engine is, and who said so. */
public sealed interface DockerEndpoint permits DockerEndpoint.Socket, DockerEndpoint.Network {

  /** Returns the address as a user would write it. */
  String address();

  /** Returns where the address comes from: {@code -H}, {@code DOCKER_HOST}, {@code context 'x'}. */
  String source();

  /** Returns what the user should be told about it before it is used. */
  Optional<String> warning();

  /**
   * Finds the address by the rules of the docker command line (docker/cli,
   * {@code cli/command/cli.go}): {@code -H}, {@code --context}, DOCKER_HOST, DOCKER_CONTEXT, the
   * current context of {@code config.json}, the default socket.
   *
   * @throws EngineException {@code UNSUPPORTED} if that gives no address that Thaw can use
   */
  static DockerEndpoint resolve(EndpointOptions options, Map<String, String> environment)
      throws EngineException {
    return new EndpointResolver(options, environment).resolve();
  }

  /**
   * Finds Podman's address by the rules of its command line: {@code -H}, {@code --context} as the
   * name of a connection, CONTAINER_HOST, CONTAINER_CONNECTION, the user's own socket or root's.
   *
   * @param root whether the user is root
   * @throws EngineException {@code UNSUPPORTED} if that gives no address that Thaw can use
   */
  static DockerEndpoint resolvePodman(
      EndpointOptions options, Map<String, String> environment, boolean root)
      throws EngineException {
    return new PodmanResolver(options, environment, root).resolve();
  }

  /** A unix socket of this machine. */
  record Socket(Path path, String source) implements DockerEndpoint {
    @Override
    public String address() {
      return "unix://" + path;
    }

    @Override
    public Optional<String> warning() {
      return Optional.empty();
    }
  }

  /**
   * A port of some machine.
   *
   * @param host a name or an address, IPv6 in brackets
   * @param prefix what comes before every path, for an engine behind a proxy; mostly empty
   * @param certificates the directory of ca.pem, cert.pem and key.pem; nothing for no encryption
   */
  record Network(String host, int port, String prefix, Optional<Path> certificates, String source)
      implements DockerEndpoint {
    @Override
    public String address() {
      return "tcp://" + host + ":" + port + prefix;
    }

    /** Whoever can read along on that network, or reach that port, rules the engine's machine. */
    @Override
    public Optional<String> warning() {
      boolean loopback =
          host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}");
      return loopback || certificates.isPresent()
          ? Optional.empty()
          : Optional.of(address()
              + " is not encrypted: whoever reaches it is root there. Set DOCKER_TLS_VERIFY=1 and"
              + " DOCKER_CERT_PATH.");
    }
  }
}
