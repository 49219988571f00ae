package dev.thaw.engine.sim;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the simulated daemon makes of a request: what it answers, when, and whether the connection lives
 * that long.
 *
 * @param headers in the order in which they are sent
 * @param body belongs to this answer; never changed
 * @param takes how long the daemon is busy with it
 * @param delivery how much of it arrives
 * @param stream whether the engine ends it by closing the connection, or takes the connection over
 */
record Answer(
    int status,
    Map<String, String> headers,
    byte[] body,
    Duration takes,
    Delivery delivery,
    boolean stream) {

  /** How much of an answer arrives. */
  enum Delivery {
    WHOLE,
    /** The connection ends half-way through. */
    CUT,
    /** The connection ends before the first byte. */
    NONE
  }

  static final String CONTENT_TYPE = "Content-Type";

  private static final byte[] NOTHING = {};

  Answer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(
        status, Map.of(CONTENT_TYPE, contentType), body, Duration.ZERO, Delivery.WHOLE, false);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), NOTHING, Duration.ZERO, Delivery.WHOLE, false);
  }

  static Answer json(int status, Object body) {
    return of(status, "application/json", Json.bytes(body));
  }

  static Answer text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the answer to a request that the daemon refuses. */
  static Answer refusing(Refusal refusal) {
    return refusal.status() == 304
        ? empty(304)
        : json(refusal.status(), Json.object("message", refusal.getMessage()));
  }

  /** Returns an answer that goes on until its end, whose length nobody knows before. */
  static Answer streaming(String contentType, byte[] body) {
    return new Answer(
        200, Map.of(CONTENT_TYPE, contentType), body, Duration.ZERO, Delivery.WHOLE, true);
  }

  Answer with(Map<String, String> more) {
    var all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body, takes, delivery, stream);
  }

  Answer after(Duration more) {
    return new Answer(status, headers, body, takes.plus(more), delivery, stream);
  }

  Answer delivered(Delivery how) {
    return new Answer(status, headers, body, takes, how, stream);
  }
}
