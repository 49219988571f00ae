package dev.thaw.engine.sim;

import dev.thaw.engine.sim.Answer.Delivery;
import dev.thaw.engine.sim.FaultSpec.Effect;
import dev.thaw.operation.EngineCall;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The daemon itself: a world, and a table of what it answers. It never waits; how long it would
 * have taken stands in the answer. Thread safe: one request after the other changes the world.
 */
final class SimDaemon implements AutoCloseable {
  private final SimClock clock;
  private final ApiVersions versions;
  private final EventBacklog events = new EventBacklog();
  private final Containers containers;
  private final FaultPlan faults;
  private final List<Route> routes;
  private final Map<String, String> headers = new LinkedHashMap<>();

  SimDaemon(World world, SimClock clock) {
    this.clock = clock;
    Instant begin = clock.now();
    EngineSpec engine = world.engine();
    versions = new ApiVersions(engine);
    var checkpoints = new Checkpoints(engine.machine().root());
    containers = new Containers(world.containers(), begin, events, checkpoints::forget);
    var checkpointRoutes = new CheckpointRoutes(containers, checkpoints, engine);
    faults = new FaultPlan(world.faults());
    routes = Stream.of(
            new SystemRoutes(world, containers).routes(),
            new ArchiveRoutes(containers).routes(),
            new CreationRoutes(containers).routes(),
            checkpointRoutes.routes(),
            new ContainerRoutes(containers, new StatsBody(engine, begin), checkpointRoutes)
                .routes(),
            new ExecRoutes(containers, events).routes(),
            new EventRoutes(events, clock, this::settle).routes())
        .flatMap(List::stream)
        .toList();
    headers.put("Api-Version", engine.api().toString());
    headers.put("Docker-Experimental", Boolean.toString(engine.experimental()));
    headers.put("Ostype", "linux");
    headers.put("Server", "Docker/" + engine.version() + " (linux)");
  }

  /**
   * Does what is asked, as far as no fault keeps it from that, and returns the answer to be
   * delivered.
   */
  synchronized Answer answer(EngineCall call) {
    String path = ApiVersions.strip(call.path());
    Optional<Effect> fault = faults.strike(call.method(), spellings(path));
    if (fault.isEmpty()) {
      return act(call, path, Optional.empty());
    }
    Effect effect = fault.get();
    if (effect instanceof FaultSpec.Refuse refuse) {
      return refuse.body().startsWith("{")
          ? Answer.text(refuse.status(), refuse.body())
              .with(Map.of(Answer.CONTENT_TYPE, "application/json"))
          : Answer.text(refuse.status(), refuse.body());
    } else if (effect instanceof FaultSpec.ResetBefore) {
      return Answer.empty(500).delivered(Delivery.NONE);
    }
    if (effect instanceof FaultSpec.CriuFails criu) {
      return act(call, path, Optional.of(criu.reason()));
    }
    Answer answer = act(call, path, Optional.empty());
    if (effect instanceof FaultSpec.Delay delay) {
      return answer.after(delay.by());
    }
    return answer.delivered(effect instanceof FaultSpec.Truncate ? Delivery.CUT : Delivery.NONE);
  }

  /** Ends what anybody follows. */
  @Override
  public void close() {
    events.close();
  }

  /** Lets everything happen that has come due by now. */
  private synchronized void settle(Instant now) {
    containers.newestFirst(now);
    events.settle(now);
  }

  private Answer act(EngineCall call, String path, Optional<String> criuFails) {
    events.settle(clock.now());
    for (Route route : routes) {
      Optional<String> reference = route.matches(call.method(), path);
      if (reference.isPresent()) {
        return act(route, new SimRequest(call, reference.get(), clock.now(), criuFails))
            .with(headers);
      }
    }
    return Answer.refusing(new Refusal(404, "page not found"));
  }

  private Answer act(Route route, SimRequest request) {
    try {
      versions.check(request.call().path());
      return route.handler().apply(request);
    } catch (Refusal refusal) {
      return Answer.refusing(refusal);
    }
  }

  /**
   * A fault may name a container that the request calls by its identifier, and the other way round.
   */
  private Set<String> spellings(String path) {
    String[] parts = path.split("/", 4);
    if (parts.length < 3 || !parts[1].equals("containers")) {
      return Set.of(path);
    }
    String rest = parts.length == 4 ? "/" + parts[3] : "";
    try {
      SimContainer container = containers.find(parts[2], clock.now());
      String start = "/containers/";
      return new HashSet<>(
          List.of(path, start + container.spec().name() + rest, start + container.id() + rest));
    } catch (Refusal unknown) {
      return Set.of(path);
    }
  }
}
