package dev.thaw.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import dev.thaw.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The contexts that {@code docker context} keeps: {@code contexts/meta/<SHA-256 of the
 * name>/meta.json}, certificates below {@code contexts/tls} (docker/cli,
 * {@code cli/context/store}).
 *
 * <p>They are not read by docker-java: it takes a context that does not exist, or cannot be read,
 * for none at all and goes on with the local socket. A mistyped {@code --context} would freeze the
 * wrong machine's containers.
 */
final class DockerContexts {
  private final Path directory;

  /** Takes the directory that is {@code ~/.docker} mostly; it need not exist. */
  DockerContexts(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  Path configuration() {
    return directory.resolve("config.json");
  }

  /**
   * Returns the name of the context in use, if any.
   *
   * @throws EngineException {@code UNSUPPORTED} if the configuration is there and cannot be read
   */
  Optional<String> current() throws EngineException {
    return json(configuration())
        .map(json -> json.path("currentContext").asText(""))
        .filter(name -> !name.isEmpty());
  }

  /**
   * Reads a context.
   *
   * @param source who named it, for messages
   * @throws EngineException {@code UNSUPPORTED} if there is none of that name, or it is of no use
   */
  DockerEndpoint read(String name, String source) throws EngineException {
    String folder = sha256(name);
    Path meta = directory.resolve("contexts/meta").resolve(folder).resolve("meta.json");
    JsonNode docker = json(meta)
        .map(json -> json.path("Endpoints").path("docker"))
        .orElseThrow(
            () -> unusable(name, source, "there is none of that name: see docker context ls"));
    String host = docker.path("Host").asText("");
    if (host.isEmpty()) {
      throw unusable(name, source, "it has no address for docker: see docker context inspect");
    }
    if (docker.path("SkipTLSVerify").asBoolean()) {
      throw unusable(
          name, source, "it trusts any certificate, which Thaw does not: give it a ca.pem");
    }
    Path certificates = directory.resolve("contexts/tls").resolve(folder).resolve("docker");
    return new AddressReader(
            "context '" + name + "'",
            Files.isDirectory(certificates) ? Optional.of(certificates) : Optional.empty())
        .read(host);
  }

  private static Optional<JsonNode> json(Path file) throws EngineException {
    try {
      return Optional.of(JsonTree.read(Files.readAllBytes(file)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new EngineException(
          Fault.UNSUPPORTED, "cannot read " + file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static EngineException unusable(String name, String source, String why) {
    return new EngineException(
        Fault.UNSUPPORTED,
        "cannot use the docker context '" + name + "' (" + source + "): " + why + ".");
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
