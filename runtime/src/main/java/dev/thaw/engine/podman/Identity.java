package dev.thaw.engine.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.EngineException;
import dev.thaw.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which Podman it is. It makes up a new identifier for each answer (podman,
 * {@code pkg/api/handlers/compat/info.go}: {@code uuid.New()}), but a journal must find its engine
 * again: so the machine's name and the folder of the containers say it, hashed.
 */
final class Identity {
  private static final int DIGITS = 32;

  private Identity() {}

  /**
   * Returns what {@code GET /info} answers with an identifier that lasts.
   *
   * @throws EngineException {@code INVALID} if it is not JSON
   */
  static byte[] told(byte[] answer) throws EngineException {
    try {
      JsonNode info = JsonTree.read(answer);
      String id = of(info.path("Name").asText(""), info.path("DockerRootDir").asText(""));
      return JsonEdit.texts(answer, 1, "ID", madeUp -> id);
    } catch (EngineException told) {
      throw told;
    } catch (IOException notJson) {
      throw new EngineException(
          EngineException.Fault.INVALID, "the engine's reply to GET /info is not JSON", notJson);
    }
  }

  private static String of(String machine, String folder) {
    byte[] bytes = (machine + "\n" + folder + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "podman-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
