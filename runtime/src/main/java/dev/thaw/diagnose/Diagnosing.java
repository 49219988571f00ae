package dev.thaw.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineClock;
import dev.thaw.engine.EngineEvent;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EventHistory;
import dev.thaw.engine.FrameReader;
import dev.thaw.engine.OutputLine;
import dev.thaw.engine.Reply;
import dev.thaw.operation.EngineCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads what an engine tells of a container, and makes a diagnosis of it: four questions, of which
 * the events take a tenth of a second. Changes nothing. Only the inspection must succeed; what else
 * cannot be read is said to be missing.
 */
public final class Diagnosing {
  /** How many of its last lines are asked for if nobody says. */
  public static final int LINES = 20;

  private static final int MOST_LINES = 1_000;

  /** What engines let containers be called: nothing else may stand in a path. */
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  private final Engine engine;
  private final InstantSource wall;
  private final UnaryOperator<String> conceal;
  private final Duration patience;
  private final List<String> missing = new ArrayList<>();

  private Diagnosing(
      Engine engine, InstantSource wall, UnaryOperator<String> conceal, Duration patience) {
    this.engine = engine;
    this.wall = wall;
    this.conceal = conceal;
    this.patience = patience;
  }

  /**
   * Makes a diagnosis.
   *
   * @param id the container's identifier or name
   * @param lines how many of its last lines to read, 1000 at most
   * @param wall our clock
   * @param conceal takes out of a text what nobody may be told
   * @param patience how long each question may take
   * @return nothing if there is no such container
   * @throws EngineException if it cannot be inspected
   */
  public static Optional<Diagnosis> of(
      Engine engine,
      String id,
      int lines,
      InstantSource wall,
      UnaryOperator<String> conceal,
      Duration patience)
      throws EngineException {
    return new Diagnosing(engine, wall, conceal, patience).diagnose(id, lines);
  }

  /**
   * Makes a diagnosis of a container by the engine's own words, as of now.
   *
   * @throws EngineException if it cannot be inspected
   */
  public static Optional<Diagnosis> of(Engine engine, String id) throws EngineException {
    return of(
        engine,
        id,
        LINES,
        InstantSource.system(),
        UnaryOperator.identity(),
        Duration.ofSeconds(10));
  }

  private Optional<Diagnosis> diagnose(String asked, int lines) throws EngineException {
    if (!REFERENCE.matcher(asked).matches()) {
      return Optional.empty();
    }
    EngineCall call = EngineCall.get("/containers/" + asked + "/json");
    JsonNode inspection;
    try (Reply reply = engine.send(call, patience)) {
      if (reply.status() == 404) {
        return Optional.empty();
      }
      inspection = answered(call, reply).json();
    }
    String id = inspection.path("Id").asText("");
    if (!EngineCall.isIdentifier(id) || !inspection.path("State").isObject()) {
      throw new EngineException(
          EngineException.Fault.INVALID, "the engine's inspection of " + asked + " is none");
    }
    Instant now = wall.instant();
    JsonNode stats = alive(inspection) ? stats(id) : MissingNode.getInstance();
    List<String> log = log(id, inspection, Math.min(lines, MOST_LINES));
    List<EngineEvent> events = List.of();
    try {
      now = now.plus(EngineClock.offset(engine, wall, patience));
      events =
          EventHistory.read(engine, wall.instant().plus(between(now)), patience).of(id);
    } catch (EngineException untold) {
      missing.add("events: " + untold.getMessage());
    }
    return Optional.of(Portrayal.of(
        new Evidence(Concealing.in(inspection, conceal), stats, log, events, now, missing)));
  }

  private Duration between(Instant now) {
    return Duration.between(wall.instant(), now);
  }

  private static boolean alive(JsonNode inspection) {
    return inspection.path("State").path("Running").asBoolean(false);
  }

  private JsonNode stats(String id) {
    EngineCall call = EngineCall.get(
        "/containers/" + id + "/stats", Map.of("stream", "false", "one-shot", "true"));
    try (Reply reply = engine.send(call, patience)) {
      return answered(call, reply).json();
    } catch (EngineException untold) {
      missing.add("use of memory and processes: " + untold.getMessage());
      return MissingNode.getInstance();
    }
  }

  private List<String> log(String id, JsonNode inspection, int lines) {
    EngineCall call = log(id, lines);
    boolean framed = !inspection.path("Config").path("Tty").asBoolean(false);
    Deque<String> last = new ArrayDeque<>();
    if (lines <= 0) {
      return List.of();
    }
    try (Reply reply = engine.send(call, patience)) {
      answered(call, reply);
      FrameReader reader =
          framed ? FrameReader.framed(reply.body()) : FrameReader.raw(reply.body());
      boolean begins = true;
      for (Optional<OutputLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        // Of a line that comes in pieces its beginning is enough.
        if (begins) {
          last.addLast(Words.cut(conceal.apply(line.get().text())));
        }
        begins = line.get().complete();
        if (last.size() > lines) {
          last.removeFirst();
        }
      }
    } catch (EngineException untold) {
      missing.add("log: " + untold.getMessage());
    }
    return List.copyOf(last);
  }

  private static EngineCall log(String id, int lines) {
    return EngineCall.get(
        "/containers/" + id + "/logs",
        Map.of("stdout", "true", "stderr", "true", "tail", Integer.toString(lines)));
  }

  private static Reply answered(EngineCall call, Reply reply) throws EngineException {
    if (reply.ok()) {
      return reply;
    }
    throw new EngineException(
        EngineException.Fault.REFUSED,
        "the engine answers " + reply.status() + " to " + call + ": " + reply.message());
  }
}
