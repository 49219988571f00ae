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

  /** An answer that came this soon is exact enough; a busy machine takes a hundred times longer. */
  private static final Duration SOON = Duration.ofMillis(20);

  private static final int TRIES = 4;

  /**
   * One answer.
   *
   * @param took how long it took, half of which it may be wrong
   */
  private record Sample(Duration offset, Duration took) {}

  private EngineClock() {}

  /**
   * Asks the engine what time it is, up to four times if it does not answer soon, and takes what it
   * answered soonest.
   *
   * @param wall our clock, held against the engine's in the middle of the request
   * @param deadline how long one request may take
   * @return how far the engine's clock is ahead of ours, negative if it is behind; half as long as
   *     the request took it may be wrong: some 5 ms
   * @throws EngineException {@code INVALID} if it does not say; any other fault if it does not
   *     answer
   */
  public static Duration offset(Engine engine, InstantSource wall, Duration deadline)
      throws EngineException {
    Sample best = sample(engine, wall, deadline);
    for (int more = 1; more < TRIES && best.took().compareTo(SOON) > 0; more++) {
      Sample next = sample(engine, wall, deadline);
      best = next.took().compareTo(best.took()) < 0 ? next : best;
    }
    // Within what it may be wrong it is the same clock, as it is on the same machine.
    boolean same = best.offset().abs().compareTo(best.took().dividedBy(2)) <= 0;
    return same ? Duration.ZERO : best.offset();
  }

  private static Sample sample(Engine engine, InstantSource wall, Duration deadline)
      throws EngineException {
    EngineCall call = EngineCall.get("/info");
    Instant before = wall.instant();
    try (Reply reply = engine.send(call, deadline).answering(call)) {
      JsonNode time = reply.json().path("SystemTime");
      Duration took = Duration.between(before, wall.instant());
      Instant middle = before.plus(took.dividedBy(2));
      return new Sample(Duration.between(middle, moment(time.asText(""))), took.abs());
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
