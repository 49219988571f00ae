package dev.thaw.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.FactCost;
import dev.thaw.fact.Host;
import dev.thaw.fact.Snapshot;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The containers of an engine, read as deep as somebody needs to know. Changes nothing. */
public final class Inventory {
  /** Reading takes milliseconds; a daemon that takes this long to answer is not well. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Engine engine;
  private final Surroundings surroundings;
  private final Duration deadline;
  private final Inventory whole;
  private Optional<Machine> machine = Optional.empty();

  /** Looks at an engine's containers by that clock, and at its machine by that gauge. */
  public Inventory(Engine engine, Surroundings surroundings) {
    this.engine = engine;
    this.surroundings = surroundings;
    this.deadline = DEADLINE;
    this.whole = this;
  }

  private Inventory(Inventory whole, Duration deadline) {
    this.engine = whole.engine;
    this.surroundings = whole.surroundings;
    this.deadline = deadline;
    this.whole = whole;
  }

  /** Returns this inventory with less time for each question, if that is less. */
  public Inventory within(Duration patience) {
    return new Inventory(whole, patience.compareTo(DEADLINE) < 0 ? patience : DEADLINE);
  }

  /**
   * Lists containers in whatever state, in order of their names.
   *
   * @param filters the engine's {@code filters} parameter, a JSON object; empty for all containers
   * @throws EngineException if the engine gives no usable answer
   */
  public List<Snapshot> list(String filters) throws EngineException {
    var query = new TreeMap<>(Map.of("all", "true"));
    if (!filters.isEmpty()) {
      query.put("filters", filters);
    }
    Instant now = surroundings.clock().instant();
    try (Reply reply = ask(EngineCall.get("/containers/json", query))) {
      var snapshots = snapshots(reply, now);
      snapshots.sort(Comparator.comparing(Snapshot::name).thenComparing(Snapshot::id));
      return snapshots;
    }
  }

  /**
   * Inspects a container by its full identifier.
   *
   * @return nothing if there is no such container
   * @throws EngineException if the engine gives no usable answer
   */
  public Optional<Snapshot> inspect(String id) throws EngineException {
    return identify(id).map(Identified::snapshot);
  }

  /**
   * A container and what else tells it from others.
   *
   * @param imageId the identifier of the image that it was made from; empty if the engine tells
   *     none
   */
  public record Identified(Snapshot snapshot, String imageId) {}

  /**
   * Inspects a container by its full identifier.
   *
   * @return nothing if there is no such container
   * @throws EngineException if the engine gives no usable answer
   */
  public Optional<Identified> identify(String id) throws EngineException {
    return look(id)
        .map(looked ->
            new Identified(looked.snapshot(), looked.inspection().path("Image").asText("")));
  }

  /**
   * A container and all that the engine tells of it.
   *
   * @param inspection the engine's own words
   */
  public record Looked(Snapshot snapshot, JsonNode inspection) {}

  /**
   * Inspects a container by its full identifier.
   *
   * @return nothing if there is no such container
   * @throws EngineException if the engine gives no usable answer
   */
  public Optional<Looked> look(String id) throws EngineException {
    EngineCall call = EngineCall.get("/containers/" + id + "/json");
    Instant now = surroundings.clock().instant();
    try (Reply reply = engine.send(call, deadline)) {
      if (reply.status() == 404) {
        return Optional.empty();
      }
      JsonNode inspection = reply.answering(call).json();
      Snapshot snapshot = SnapshotReader.inspected(inspection).at(now);
      if (!snapshot.id().equals(id)) {
        throw new EngineException(
            EngineException.Fault.INVALID,
            "the engine was asked for container " + id + " and tells of " + snapshot.id());
      }
      return Optional.of(new Looked(snapshot, inspection));
    }
  }

  /**
   * Looks at the engine's machine. The engine is asked once only: what changes of a machine, no
   * engine tells.
   *
   * @throws EngineException if the engine gives no usable answer
   */
  public Host host() throws EngineException {
    Machine known = whole.machine();
    return known.with(surroundings.gauge().read(known));
  }

  private synchronized Machine machine() throws EngineException {
    if (machine.isEmpty()) {
      machine = Optional.of(Machine.read(engine));
    }
    return machine.get();
  }

  /**
   * Reads what is still missing of a snapshot to know it to that depth. One whose state is assumed
   * keeps it, and is inspected at most: what statistics tell would not be true of it.
   *
   * @return nothing if there is no such container any more
   * @throws EngineException if the engine gives no usable answer
   */
  public Optional<Snapshot> deepen(Snapshot snapshot, FactCost depth) throws EngineException {
    if (snapshot.depth().covers(depth)) {
      return Optional.of(snapshot);
    }
    Optional<Snapshot> inspected = snapshot.depth().covers(FactCost.INSPECT)
        ? Optional.of(snapshot)
        : inspect(snapshot.id()).map(found -> found.on(snapshot.circumstances().host()));
    if (snapshot.assumed()) {
      return inspected.map(found -> found.assumed(snapshot.state()));
    }
    return inspected.isEmpty() || depth == FactCost.INSPECT
        ? inspected
        : measure(inspected.get(), depth);
  }

  private Optional<Snapshot> measure(Snapshot snapshot, FactCost depth) throws EngineException {
    var query = new TreeMap<>(Map.of("stream", "false"));
    if (depth == FactCost.STATS) {
      query.put("one-shot", "true");
    }
    EngineCall call = EngineCall.get("/containers/" + snapshot.id() + "/stats", query);
    try (Reply reply = engine.send(call, deadline)) {
      return reply.status() == 404
          ? Optional.empty()
          : Optional.of(snapshot.withUsage(
              depth, SnapshotReader.usage(reply.answering(call).json())));
    }
  }

  /** Entry by entry: a list of a thousand containers is large, and little of it is wanted. */
  private static List<Snapshot> snapshots(Reply reply, Instant now) throws EngineException {
    var snapshots = new ArrayList<Snapshot>();
    try (JsonParser parser = JsonTree.factory().createParser(reply.body())) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new EngineException(
            EngineException.Fault.INVALID, "the engine's list of containers is not a JSON array");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        snapshots.add(SnapshotReader.listed(JsonTree.value(parser)).at(now));
      }
      return snapshots;
    } catch (EngineException told) {
      throw told;
    } catch (IOException broken) {
      throw new EngineException(
          EngineException.Fault.INVALID, "the engine's list of containers breaks off", broken);
    }
  }

  private Reply ask(EngineCall call) throws EngineException {
    return engine.send(call, deadline).answering(call);
  }
}
