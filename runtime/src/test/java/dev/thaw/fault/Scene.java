package dev.thaw.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.engine.sim.SimClock;
import dev.thaw.engine.sim.SimEngine;
import dev.thaw.engine.sim.VirtualClock;
import dev.thaw.engine.sim.World;
import dev.thaw.execute.RunClock;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What both sides of the socket share: the time, the simulated engine behind it, the model beside
 * it, and the journal. Thread safe.
 */
final class Scene {
  private final VirtualClock time = VirtualClock.standing();
  private final AtomicInteger standing = new AtomicInteger();
  private final Journal journal = new Journal(time::now);
  private final SimEngine engine;
  private final Model model;
  private final Map<String, String> begin;
  private final Map<String, String> names = new HashMap<>();
  private final List<String> oddities = new ArrayList<>();
  private Optional<String> meddling;

  /**
   * Sets it.
   *
   * @param saved the checkpoints that each container has
   * @param stopTakes how long the world's processes go on after SIGTERM
   * @param meddling what somebody else does to a container just before the first request that would
   *     change it gets to the engine
   */
  Scene(World world, List<String> saved, Duration stopTakes, Optional<String> meddling) {
    this.meddling = meddling;
    engine = new SimEngine("sim", world, clock());
    if (!saved.isEmpty()) {
      states().forEach((id, state) -> save(id, state, saved));
      time.advance(Duration.ofMinutes(1));
    }
    begin = states();
    model = new Model(begin, saved, stopTakes);
  }

  private void save(String id, String state, List<String> names) {
    boolean ended = !state.equals("running") && !state.equals("paused");
    String path = "/containers/" + id;
    if (ended) {
      done(EngineCall.post(path + "/start"));
    }
    for (String name : names) {
      String body = "{\"CheckpointID\":\"" + name + "\",\"Exit\":false}";
      done(EngineCall.post(path + "/checkpoints", Map.of(), body));
    }
    if (ended) {
      done(EngineCall.post(path + "/kill"));
    }
  }

  private int done(EngineCall call) {
    try (Reply reply = engine.send(call, Duration.ofMinutes(1))) {
      return reply.status();
    } catch (EngineException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  SimEngine engine() {
    return engine;
  }

  Journal journal() {
    return journal;
  }

  /** Returns how the containers were at the beginning. */
  Map<String, String> begin() {
    return begin;
  }

  /** Returns a container's name. */
  String name(String id) {
    return names.getOrDefault(id, id);
  }

  /** Returns where model and engine disagree. */
  synchronized List<String> oddities() {
    return List.copyOf(oddities);
  }

  Instant now() {
    return time.now();
  }

  void pass(Duration duration) {
    time.advance(duration);
  }

  void passUntil(Instant moment) {
    time.await(moment);
  }

  /** Returns the run's clock: nobody waits by it, time passes at once. */
  RunClock runClock() {
    return new RunClock() {
      @Override
      public Clock wall() {
        return Clock.fixed(now(), ZoneOffset.UTC);
      }

      @Override
      public long nanos() {
        return Duration.between(Instant.EPOCH, now()).toNanos();
      }

      @Override
      public void sleep(Duration duration) {
        passUntil(now().plus(duration));
      }
    };
  }

  /** Lets no time pass for the engine until it is taken back: what it waits for is to come. */
  void still(int more) {
    standing.addAndGet(more);
  }

  private SimClock clock() {
    return new SimClock() {
      @Override
      public Instant now() {
        return time.now();
      }

      @Override
      public void await(Instant moment) {
        if (standing.get() == 0) {
          time.await(moment);
        }
      }
    };
  }

  synchronized Deed arrived(String method, String target, Fault fault) {
    var deed = new Deed(method, target, model.container(target), fault, false);
    journal.add(deed);
    return deed;
  }

  synchronized void refused(EngineCall call, Fault fault) {
    if (call.mutates()) {
      journal.add(new Refused(call.toString(), fault));
    } else {
      journal.add(new Deed(call.method(), call.path(), model.container(call.path()), fault, false));
    }
  }

  /** A request that would change something did not even leave. */
  record Refused(String call, Fault fault) implements Journal.Entry {}

  /** Somebody else may be faster. */
  synchronized void before(Deed deed) {
    if (meddling.isEmpty() || !deed.mutates() || deed.container.isEmpty()) {
      return;
    }
    String path = "/containers/" + deed.container + "/" + meddling.get();
    EngineCall call = meddling.get().equals("remove")
        ? new EngineCall(
            "DELETE", "/containers/" + deed.container, new TreeMap<>(Map.of("force", "true")), "")
        : EngineCall.post(path);
    meddling = Optional.empty();
    var other = new Deed("POST", path, deed.container, Fault.NONE, true);
    journal.add(other);
    taken(other, path, "");
    other.truth = done(call);
    other.told = other.truth;
  }

  synchronized void taken(Deed deed, String target, String body) {
    deed.passedOn = true;
    if (deed.mutates()) {
      Model.Step step = model.take(deed.method, target, body, now());
      deed.saved = model.saved(deed.container);
      deed.effect = step.effect();
      deed.expected = step.status();
    }
  }

  synchronized void answered(Deed deed, String target, Wire.Message reply) {
    deed.truth = reply.status();
    if (deed.mutates() && deed.expected != deed.truth) {
      oddities.add("the model expects " + deed.expected + " of " + deed);
    }
    if (target.endsWith("/exec") && deed.truth == 201) {
      model.made(json(reply.body()).path("Id").asText(), deed.container);
    }
  }

  /** Returns those headers that anybody asks for. */
  Map<String, String> headers(Reply reply) {
    var headers = new TreeMap<String, String>();
    Stream.of("Content-Type", "Retry-After", "Date")
        .forEach(name -> reply.header(name).ifPresent(value -> headers.put(name, value)));
    return headers;
  }

  /** Returns the states as the engine has them, by the containers' identifiers. */
  Map<String, String> states() {
    var states = new TreeMap<String, String>();
    EngineCall call = EngineCall.get("/containers/json", Map.of("all", "1"));
    try (Reply reply = engine.send(call, Duration.ofMinutes(1))) {
      for (JsonNode container : reply.json()) {
        states.put(container.path("Id").asText(), container.path("State").asText());
        names.put(
            container.path("Id").asText(),
            container.path("Names").path(0).asText().substring(1));
      }
      return states;
    } catch (EngineException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Returns the states as the model has them, when all that was begun has ended. */
  synchronized Map<String, String> modelled() {
    return model.states(now());
  }

  private static JsonNode json(byte[] body) {
    try {
      return JsonTree.read(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
