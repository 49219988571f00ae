package dev.thaw.engine.docker;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Reads the three PEM files of a docker certificate directory by docker-java. */
final class Certificates {
  private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

  private Certificates() {}

  /**
   * Reads them.
   *
   * @throws EngineException {@code UNSUPPORTED} if one is missing or not what it should be; without
   *     this check docker-java would go on without encryption
   */
  static SSLContext read(Path directory) throws EngineException {
    List<String> missing = FILES.stream()
        .filter(file -> !Files.isReadable(directory.resolve(file)))
        .toList();
    if (!missing.isEmpty()) {
      throw new EngineException(
          Fault.UNSUPPORTED,
          "TLS needs " + String.join(", ", missing) + " in " + directory
              + ". Put them there, or set DOCKER_CERT_PATH.");
    }
    try {
      SSLContext context = new LocalDirectorySSLConfig(directory.toString()).getSSLContext();
      if (context != null) {
        return context;
      }
    } catch (DockerClientException broken) {
      throw unreadable(directory, broken);
    }
    throw unreadable(directory, null);
  }

  private static EngineException unreadable(Path directory, DockerClientException cause) {
    String why = cause == null ? "" : ": " + cause.getMessage();
    return new EngineException(
        Fault.UNSUPPORTED, "cannot use the certificates in " + directory + why, cause);
  }
}
