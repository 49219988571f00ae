package dev.thaw.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.operation.EngineCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

/** The clock of an engine's machine, which its events and moments go by. */
public final class EngineClock {

  private EngineClock() {}

  /**
   * Asks the engine what time it is; takes some 5 to 30 ms, half of which the answer may be wrong.
   *
   * @param wall our clock, held against the engine's in the middle of the request
   * @return how far the engine's clock is ahead of ours, negative if it is behind
   * @throws EngineException {@code INVALID} if it does not say; any other fault if it does not
   *     answer
   */
  public static Duration offset(Engine engine, InstantSource wall, Duration deadline)
      throws EngineException {
    EngineCall call = EngineCall.get("/info");
    Instant before = wall.instant();
    try (Reply reply = engine.send(call, deadline).answering(call)) {
      JsonNode time = reply.json().path("SystemTime");
      Instant middle = before.plus(Duration.between(before, wall.instant()).dividedBy(2));
      return Duration.between(middle, moment(time.asText("")));
    }
  }

  private static Instant moment(String text) throws EngineException {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notTold) {
      throw new EngineException(
          EngineException.Fault.INVALID,
          "the engine's reply to GET /info has no SystemTime",
          notTold);
    }
  }
}
