package dev.thaw.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What requests do to containers, written down a second time: from moby's documentation and the
 * measured facts, not from the simulator. Not thread safe.
 */
final class Model {
  private static final class Life {
    private String state;
    /** When it ends because of a stop; null if nothing ends it. */
    private Instant ends;

    private boolean thenStarts;
    private final Set<String> saved = new HashSet<>();

    Life(String state, List<String> saved) {
      this.state = state;
      this.saved.addAll(saved);
    }

    void settle(Instant now) {
      if (ends != null && !ends.isAfter(now)) {
        state = thenStarts ? "running" : "exited";
        ends = null;
      }
    }

    boolean alive() {
      return state.equals("running") || state.equals("paused") || state.equals("restarting");
    }
  }

  /**
   * What a request comes to.
   *
   * @param status what the engine is to answer
   * @param effect whether anything is different because of it, now or soon
   */
  record Step(int status, boolean effect) {}

  private static final Step NO_SUCH = new Step(404, false);

  private final Map<String, Life> lives = new TreeMap<>();
  private final Map<String, String> commands = new HashMap<>();
  private final Set<String> started = new HashSet<>();
  private final Duration stopTakes;

  /**
   * @param saved the checkpoints that each container has
   * @param stopTakes how long a process goes on after SIGTERM
   */
  Model(Map<String, String> states, List<String> saved, Duration stopTakes) {
    states.forEach((id, state) -> lives.put(id, new Life(state, saved)));
    this.stopTakes = stopTakes;
  }

  /** Returns the states by the containers' identifiers. */
  Map<String, String> states(Instant now) {
    var states = new TreeMap<String, String>();
    lives.forEach((id, life) -> {
      life.settle(now);
      states.put(id, life.state);
    });
    return states;
  }

  /** Notes which container a command was made in. */
  void made(String command, String container) {
    commands.put(command, container);
  }

  /** Returns the container that a path is about, empty if about none. */
  String container(String path) {
    String[] parts = path.split("[/?]", 5);
    if (parts.length > 3 && parts[1].equals("containers")) {
      return parts[2];
    }
    return parts.length > 3 && parts[1].equals("exec") ? commands.getOrDefault(parts[2], "") : "";
  }

  /** Returns the names of a container's checkpoints. */
  Set<String> saved(String container) {
    return lives.containsKey(container) ? Set.copyOf(lives.get(container).saved) : Set.of();
  }

  /** Does what a request asks for. */
  Step take(String method, String path, String body, Instant now) {
    Life life = lives.get(container(path));
    if (life == null) {
      return NO_SUCH;
    }
    life.settle(now);
    String[] parts = path.split("\\?", 2);
    String verb = parts[0].substring(parts[0].lastIndexOf('/') + 1);
    String query = parts.length > 1 ? parts[1] : "";
    if (path.startsWith("/exec/")) {
      return command(life, path.split("/", 4)[2]);
    }
    if (path.contains("/checkpoints/") && method.equals("DELETE")) {
      boolean there = life.saved.remove(verb);
      return new Step(there ? 204 : 500, there);
    }
    return switch (verb) {
      case "pause" -> becomes(life, life.state.equals("running"), "paused", 409);
      case "unpause" -> becomes(life, life.state.equals("paused"), "running", 500);
      case "start" -> start(life, query);
      case "checkpoints" -> save(life, body);
      case "stop" -> stop(life, now, query);
      case "restart" -> restart(life, now, query);
      case "remove" -> remove(container(path));
      case "kill" -> kill(life, now, query);
      case "exec" -> new Step(life.state.equals("running") ? 201 : 409, false);
      default -> NO_SUCH;
    };
  }

  private Step remove(String id) {
    lives.remove(id);
    return new Step(204, true);
  }

  private Step command(Life life, String id) {
    boolean runs = life.state.equals("running");
    return new Step(runs ? 200 : 409, runs && started.add(id));
  }

  private static Step becomes(Life life, boolean possible, String state, int otherwise) {
    if (!possible) {
      return new Step(otherwise, false);
    }
    life.state = state;
    return new Step(204, true);
  }

  private static Step save(Life life, String body) {
    if (!life.alive()) {
      return new Step(409, false);
    }
    boolean made = life.saved.add(body.replaceFirst(".*\"CheckpointID\":\"([^\"]*)\".*", "$1"));
    return new Step(made ? 201 : 500, made);
  }

  private static Step start(Life life, String query) {
    if (life.state.equals("paused")) {
      return new Step(409, false);
    }
    if (query.startsWith("checkpoint=")
        && !life.alive()
        && !life.saved.contains(query.substring(11))) {
      return new Step(500, false);
    }
    return becomes(life, !life.alive(), "running", 304);
  }

  private Step stop(Life life, Instant now, String query) {
    if (!life.alive()) {
      return new Step(304, false);
    }
    end(life, now, query, false);
    return new Step(204, true);
  }

  private Step restart(Life life, Instant now, String query) {
    if (life.alive()) {
      end(life, now, query, true);
    } else {
      life.state = "running";
    }
    return new Step(204, true);
  }

  /** It thaws what is frozen, and the process takes its time, up to the grace. */
  private void end(Life life, Instant now, String query, boolean thenStarts) {
    life.state = "running";
    long grace = query.startsWith("t=") ? Long.parseLong(query.substring(2)) : 10;
    Duration takes = stopTakes.toSeconds() < grace ? stopTakes : Duration.ofSeconds(grace);
    Instant end = now.plus(takes);
    life.ends = life.ends == null || end.isBefore(life.ends) ? end : life.ends;
    life.thenStarts = thenStarts;
    life.settle(now);
  }

  private static Step kill(Life life, Instant now, String query) {
    if (!life.alive()) {
      return new Step(409, false);
    }
    life.state = "running";
    if (query.isEmpty() || query.contains("KILL")) {
      life.ends = now;
      life.thenStarts = false;
      life.settle(now);
    }
    return new Step(204, true);
  }
}
