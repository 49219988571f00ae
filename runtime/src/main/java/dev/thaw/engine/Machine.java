package dev.thaw.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.Host;
import dev.thaw.operation.EngineCall;
import java.time.Duration;
import java.util.Optional;

/**
 * The machine that an engine runs on, as the engine describes it.
 *
 * @param address the engine's address
 * @param name the machine's name
 * @param processors how many processors it has, 0 if the engine does not say
 * @param memory its memory in bytes, 0 if the engine does not say
 * @param kernel the version of its kernel
 */
public record Machine(String address, String name, long processors, long memory, String kernel) {

  /**
   * Asks the engine; takes some 5 to 30 ms.
   *
   * @throws EngineException if it does not answer
   */
  static Machine read(Engine engine) throws EngineException {
    EngineCall call = EngineCall.get("/info");
    try (Reply reply = engine.send(call, Duration.ofSeconds(30)).answering(call)) {
      JsonNode info = reply.json();
      return new Machine(
          engine.address(),
          info.path("Name").asText(""),
          info.path("NCPU").longValue(),
          info.path("MemTotal").longValue(),
          info.path("KernelVersion").asText(""));
    }
  }

  /** Returns it with what is in use of it, as far as that can be told. */
  Host with(Optional<HostGauge.Load> load) {
    return new Host(
        name.isEmpty() ? Optional.empty() : Optional.of(name),
        processors > 0 ? processors : -1,
        memory > 0 ? memory : -1,
        load.map(HostGauge.Load::memory).orElse(-1L),
        load.map(HostGauge.Load::load));
  }
}
