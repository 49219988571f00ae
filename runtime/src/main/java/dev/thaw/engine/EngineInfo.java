package dev.thaw.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.operation.EngineCall;
import java.time.Duration;

/**
 * Which engine it is.
 *
 * @param address where it was found
 * @param id its own lasting identifier
 * @param name the host's name, as the engine knows it
 * @param version the engine's version: {@code 26.1.5}
 */
public record EngineInfo(String address, String id, String name, String version) {

  /**
   * Asks the engine; takes some 5 to 30 ms.
   *
   * @throws EngineException if it does not answer
   */
  public static EngineInfo read(Engine engine) throws EngineException {
    EngineCall call = EngineCall.get("/info");
    try (Reply reply = engine.send(call, Duration.ofSeconds(30)).answering(call)) {
      JsonNode info = reply.json();
      if (!info.isObject()) {
        throw new EngineException(
            EngineException.Fault.INVALID, "the engine's reply to GET /info is no JSON object");
      }
      return new EngineInfo(
          engine.address(),
          info.path("ID").asText(""),
          info.path("Name").asText(""),
          info.path("ServerVersion").asText(""));
    }
  }
}
