package dev.thaw.engine.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The requests about containers. */
record ContainerRoutes(Containers containers, StatsBody statistics, CheckpointRoutes checkpoints) {
  private static final Answer DONE = Answer.empty(204);

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/containers/json", this::list),
        Route.of("GET", "/containers/{id}/json", this::inspect),
        Route.of("GET", "/containers/{id}/stats", this::stats),
        Route.of("GET", "/containers/{id}/logs", request -> LogBody.of(found(request), request)),
        Route.of("POST", "/containers/{id}/pause", this::pause),
        Route.of("POST", "/containers/{id}/unpause", this::unpause),
        Route.of("POST", "/containers/{id}/start", this::start),
        Route.of("POST", "/containers/{id}/stop", this::stop),
        Route.of("POST", "/containers/{id}/restart", this::restart),
        Route.of("POST", "/containers/{id}/kill", this::kill),
        Route.of("DELETE", "/containers/{id}", this::remove));
  }

  private Answer list(SimRequest request) {
    ListFilters filters = ListFilters.parse(request.call().query().getOrDefault("filters", ""));
    int limit = request.number("limit").orElse(-1);
    boolean all = request.flag("all") || limit > 0 || filters.asksForAnyState();
    Stream<JsonObject> entries = containers.newestFirst(request.now()).stream()
        .filter(container -> all || container.state().alive())
        .filter(filters::matches)
        .limit(limit > 0 ? limit : Long.MAX_VALUE)
        .map(container -> ListBody.of(container, request.now()));
    return Answer.json(200, entries.toList());
  }

  private Answer inspect(SimRequest request) {
    return Answer.json(200, InspectBody.of(found(request)));
  }

  private Answer stats(SimRequest request) {
    boolean stream = !request.call().query().containsKey("stream") || request.flag("stream");
    boolean oneShot = request.flag("one-shot");
    if (stream && oneShot) {
      throw new Refusal(400, "cannot have stream=true and one-shot=true");
    }
    SimContainer container = found(request);
    if (stream) {
      throw new Refusal(501, "the simulator has no stream of statistics, ask with stream=false");
    }
    if (!StatsBody.measurable(container)) {
      return Answer.json(200, statistics.empty(container));
    }
    return oneShot
        ? Answer.json(200, statistics.once(container, request.now()))
        : Answer.json(200, statistics.twice(container, request.now()))
            .after(StatsBody.BETWEEN_SAMPLES);
  }

  private Answer pause(SimRequest request) {
    rules(request).pause(request.now());
    return DONE;
  }

  private Answer unpause(SimRequest request) {
    rules(request).unpause(request.now());
    return DONE;
  }

  private Answer start(SimRequest request) {
    if (request.text("checkpoint").isPresent() || request.text("checkpoint-dir").isPresent()) {
      return checkpoints.restore(request);
    }
    rules(request).start(request.now());
    return DONE;
  }

  private Answer stop(SimRequest request) {
    Optional<Integer> grace = request.number("t");
    ContainerRules rules = rules(request);
    Instant end;
    try {
      end = rules.stop(request.now(), signal(request, Signals.TERMINATE), grace);
    } catch (Refusal refusal) {
      throw refusal.status() == 304
          ? refusal
          : new Refusal(
              500, "cannot stop container: " + request.reference() + ": " + refusal.getMessage());
    }
    return DONE.after(Duration.between(request.now(), end));
  }

  private Answer restart(SimRequest request) {
    Optional<Integer> grace = request.number("t");
    ContainerRules rules = rules(request);
    try {
      Instant end = rules.restart(request.now(), signal(request, Signals.TERMINATE), grace);
      return DONE.after(Duration.between(request.now(), end));
    } catch (Refusal refusal) {
      throw refusal.within("Cannot restart container " + request.reference());
    }
  }

  private Answer kill(SimRequest request) {
    try {
      int signal = signal(request, Signals.KILL);
      rules(request).kill(request.now(), signal);
    } catch (Refusal refusal) {
      throw refusal.within("cannot kill container: " + request.reference());
    }
    return DONE;
  }

  private Answer remove(SimRequest request) {
    ContainerRules rules = rules(request);
    rules.requireRemovable(request.flag("force"));
    rules.end(request.now());
    containers.remove(rules.container());
    return DONE;
  }

  private static int signal(SimRequest request, int normal) {
    return request.text("signal").map(Signals::parse).orElse(normal);
  }

  private ContainerRules rules(SimRequest request) {
    return new ContainerRules(found(request));
  }

  private SimContainer found(SimRequest request) {
    return containers.find(request.reference(), request.now());
  }
}
