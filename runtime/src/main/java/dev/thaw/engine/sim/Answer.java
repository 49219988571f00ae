package dev.thaw.engine.sim;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the simulated daemon makes of a request: what it answers, when, and whether the connection
 * lives that long. Immutable.
 */
final class Answer {
  static final String CONTENT_TYPE = "Content-Type";

  /** How much of an answer arrives. */
  enum Delivery {
    WHOLE,
    /** The connection ends half-way through. */
    CUT,
    /** The connection ends before the first byte. */
    NONE
  }

  private static final byte[] NOTHING = {};

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Duration takes;
  private final Delivery delivery;
  private final boolean stream;
  private final Optional<EventFeed> feed;

  private Answer(
      int status,
      Map<String, String> headers,
      byte[] body,
      Duration takes,
      Delivery delivery,
      boolean stream,
      Optional<EventFeed> feed) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
    this.takes = takes;
    this.delivery = delivery;
    this.stream = stream;
    this.feed = feed;
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(
        status,
        Map.of(CONTENT_TYPE, contentType),
        body,
        Duration.ZERO,
        Delivery.WHOLE,
        false,
        Optional.empty());
  }

  static Answer empty(int status) {
    return new Answer(
        status, Map.of(), NOTHING, Duration.ZERO, Delivery.WHOLE, false, Optional.empty());
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
        : json(refusal.status(), new JsonObject().put("message", refusal.getMessage()));
  }

  /** Returns an answer that goes on until its end, whose length nobody knows before. */
  static Answer streaming(String contentType, byte[] body) {
    return new Answer(
        200,
        Map.of(CONTENT_TYPE, contentType),
        body,
        Duration.ZERO,
        Delivery.WHOLE,
        true,
        Optional.empty());
  }

  /** Returns an answer that goes on with what happens. */
  static Answer following(byte[] begin, EventFeed feed) {
    return new Answer(
        200,
        Map.of(CONTENT_TYPE, "application/json"),
        begin,
        Duration.ZERO,
        Delivery.WHOLE,
        false,
        Optional.of(feed));
  }

  Answer with(Map<String, String> more) {
    var all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body, takes, delivery, stream, feed);
  }

  Answer after(Duration more) {
    return new Answer(status, headers, body, takes.plus(more), delivery, stream, feed);
  }

  /** Returns it as it arrives; what breaks off does not go on with anything. */
  Answer delivered(Delivery how) {
    feed.filter(following -> how != Delivery.WHOLE).ifPresent(EventFeed::close);
    return new Answer(
        status, headers, body, takes, how, stream, feed.filter(following -> !following.closed()));
  }

  int status() {
    return status;
  }

  /** Returns the headers in the order in which they are sent. */
  Map<String, String> headers() {
    return headers;
  }

  /** Returns the body; nobody changes it. */
  byte[] body() {
    return body;
  }

  /** Returns how long the daemon is busy with it. */
  Duration takes() {
    return takes;
  }

  Delivery delivery() {
    return delivery;
  }

  /** Returns whether the engine ends it by closing the connection, or takes the connection over. */
  boolean stream() {
    return stream;
  }

  /** Returns what comes after its body, for as long as it does. */
  Optional<EventFeed> feed() {
    return feed;
  }
}
