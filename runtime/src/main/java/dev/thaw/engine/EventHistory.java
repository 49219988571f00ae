package dev.thaw.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an engine remembers of the past: its last events.
 *
 * <p>Docker keeps 256, of all kinds and all containers, in memory only (moby,
 * {@code daemon/events/events.go}): a daemon that was started again has forgotten all. So a history
 * that holds an event certainly holds all that came after it, and only that is proof against a
 * restart. Immutable.
 */
public final class EventHistory {
  /** So many events does the daemon remember. */
  static final int BACKLOG = 256;

  /**
   * So much further than now is asked for. Nobody knows the engine's clock to the millisecond, and
   * what has just happened must not be missed; the engine takes that long to answer.
   */
  public static final Duration BEYOND = Duration.ofMillis(100);

  /** Far more than the backlog and what can happen while it is read. */
  private static final int MOST = 10_000;

  private static final int IDENTIFIER = 64;

  private final List<EngineEvent> events;
  private final List<Instant> moments;

  private EventHistory(List<EngineEvent> events, List<Instant> moments) {
    this.events = List.copyOf(events);
    this.moments = List.copyOf(moments);
  }

  /**
   * Asks the engine, which takes a tenth of a second; changes nothing.
   *
   * @param engineNow the present moment by the engine's clock, within some 50 ms; where it is later
   *     than that, the answer takes so much longer
   * @param deadline how long it may take
   * @throws EngineException {@code INVALID} if what comes is not what an engine tells of events;
   *     any other fault if there is no whole answer
   */
  public static EventHistory read(Engine engine, Instant engineNow, Duration deadline)
      throws EngineException {
    // No filter: how far back the backlog goes is told by its oldest event, whatever that is about.
    EngineCall call =
        EngineCall.get("/events", Map.of("since", "0", "until", seconds(engineNow.plus(BEYOND))));
    try (Reply reply = engine.send(call, deadline).answering(call)) {
      return parse(reply.bytes());
    }
  }

  /**
   * Returns whether all that has happened since then is certainly here, up to now: the engine
   * remembers something that is older, or everything in its life. The latter is not proof against a
   * restart of the daemon since then, and neither against its clock being set back.
   */
  public boolean reaches(Instant since) {
    return moments.size() < BACKLOG || !moments.get(0).isAfter(since);
  }

  /** Returns what happened to that container, in order. */
  public List<EngineEvent> of(String containerId) {
    return events.stream()
        .filter(event -> event.container().equals(containerId))
        .toList();
  }

  /** Writes a moment as the engine reads it: seconds since 1970 with nine decimals. */
  public static String seconds(Instant moment) {
    return BigDecimal.valueOf(moment.getEpochSecond())
        .add(BigDecimal.valueOf(moment.getNano(), 9))
        .toPlainString();
  }

  private static EventHistory parse(byte[] bytes) throws EngineException {
    var events = new ArrayList<EngineEvent>();
    var moments = new ArrayList<Instant>();
    try (JsonParser parser = JsonTree.factory().createParser(bytes)) {
      while (parser.nextToken() != null) {
        JsonNode event = JsonTree.value(parser);
        if (moments.size() == MOST) {
          throw invalid("tells of more than " + MOST + " events");
        }
        moments.add(moment(event));
        if (text(event, "Type").equals("container")) {
          events.add(event(event, moments.get(moments.size() - 1)));
        }
      }
      return new EventHistory(events, moments);
    } catch (EngineException told) {
      throw told;
    } catch (IOException broken) {
      throw new EngineException(
          EngineException.Fault.INVALID, "the engine's events are not JSON", broken);
    }
  }

  private static EngineEvent event(JsonNode event, Instant at) throws EngineException {
    String id = text(event.path("Actor"), "ID");
    if (id.length() != IDENTIFIER || !EngineCall.isIdentifier(id)) {
      throw invalid("tells of an event of a container without its identifier");
    }
    return new EngineEvent(at, action(text(event, "Action")), id);
  }

  private static String action(String words) {
    int colon = words.indexOf(':');
    return words.startsWith("exec_") && colon > 0 ? words.substring(0, colon) : words;
  }

  private static Instant moment(JsonNode event) throws EngineException {
    JsonNode nanos = event.path("timeNano");
    if (!nanos.isIntegralNumber() || !nanos.canConvertToLong() || nanos.longValue() <= 0) {
      throw invalid("tells of an event without its time");
    }
    return Instant.ofEpochSecond(0, nanos.longValue());
  }

  private static String text(JsonNode object, String name) throws EngineException {
    JsonNode text = object.path(name);
    if (!text.isTextual() || text.textValue().isEmpty()) {
      throw invalid("tells of an event without its " + name);
    }
    return text.textValue();
  }

  private static EngineException invalid(String what) {
    return new EngineException(EngineException.Fault.INVALID, "the engine " + what);
  }
}
