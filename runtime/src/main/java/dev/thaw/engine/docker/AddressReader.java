package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads an engine's address as the docker command line does (docker/cli, {@code opts/hosts.go}).
 */
final class AddressReader {
  private static final int PLAIN_PORT = 2375;
  private static final int TLS_PORT = 2376;

  private final String source;
  private final Optional<Path> certificates;

  /**
   * @param source who gave the address, for messages
   * @param certificates where TCP's certificates are, nothing for no TLS
   */
  AddressReader(String source, Optional<Path> certificates) {
    this.source = source;
    this.certificates = certificates;
  }

  /**
   * Reads an address: {@code unix://PATH}, {@code tcp://HOST:PORT}, {@code HOST:PORT}.
   *
   * @throws EngineException {@code UNSUPPORTED} if it is none that Thaw can use
   */
  DockerEndpoint read(String address) throws EngineException {
    int colon = address.indexOf("://");
    String scheme = colon < 0 ? "tcp" : address.substring(0, colon);
    String rest = colon < 0 ? address : address.substring(colon + 3);
    return switch (scheme) {
      case "unix" -> socket(address, rest);
      case "tcp" -> network(address, rest);
      case "ssh" ->
        throw unsupported(
            address,
            "Thaw does not open SSH connections. Forward the socket, then use it: ssh -nNT -L"
                + " /tmp/docker.sock:/var/run/docker.sock "
                + rest
                + " & thaw -H unix:///tmp/docker.sock");
      case "npipe" ->
        throw unsupported(
            address, "Thaw does not speak to Windows' named pipes. Run it inside WSL.");
      case "http", "https" ->
        throw unsupported(address, "write tcp:// instead of " + scheme + "://");
      default -> throw unsupported(address, "it is neither unix://PATH nor tcp://HOST:PORT.");
    };
  }

  private DockerEndpoint socket(String address, String path) throws EngineException {
    if (path.startsWith("@")) {
      throw unsupported(address, "abstract sockets are out of the JDK's reach.");
    }
    try {
      return new DockerEndpoint.Socket(
          Path.of(path.isEmpty() ? "/var/run/docker.sock" : path), source);
    } catch (InvalidPathException notOne) {
      throw unsupported(address, notOne.getMessage());
    }
  }

  private DockerEndpoint network(String address, String rest) throws EngineException {
    if (rest.startsWith("/") && !rest.equals("/")) {
      throw unsupported(address, "a socket is written unix://" + rest);
    }
    try {
      URI uri = new URI("tcp://" + (rest.isEmpty() || rest.equals("/") ? "localhost" : rest));
      boolean more =
          uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null;
      if (uri.getHost() == null || more) {
        throw unsupported(address, "write tcp://HOST:PORT");
      }
      int port =
          uri.getPort() > 0 ? uri.getPort() : certificates.isPresent() ? TLS_PORT : PLAIN_PORT;
      String prefix = uri.getRawPath().replaceAll("/+$", "");
      return new DockerEndpoint.Network(uri.getHost(), port, prefix, certificates, source);
    } catch (URISyntaxException notOne) {
      throw unsupported(address, "write tcp://HOST:PORT");
    }
  }

  private EngineException unsupported(String address, String why) {
    return new EngineException(
        Fault.UNSUPPORTED, "cannot use the address " + address + " (" + source + "): " + why);
  }
}
