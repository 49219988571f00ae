package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * One container: the state that it is in, and the changes that can happen to it. Which request
 * brings about which change, and which is refused, is for {@link ContainerRules} to say. Not thread
 * safe.
 */
final class SimContainer {
  /**
   * The end to which a running container is bound, such as one that takes its time over SIGTERM.
   *
   * @param killed whether SIGKILL is sent then
   * @param stopped whether it was asked to stop
   * @param thenStarts whether it is being restarted
   */
  record Ending(Instant at, int exitCode, boolean killed, boolean stopped, boolean thenStarts) {

    static Ending of(Instant at, int exitCode) {
      return new Ending(at, exitCode, false, false, false);
    }

    static Ending killed(Instant at, int exitCode) {
      return new Ending(at, exitCode, true, false, false);
    }

    Ending asked() {
      return new Ending(at, exitCode, killed, true, thenStarts);
    }

    Ending thenStarting() {
      return new Ending(at, exitCode, killed, stopped, true);
    }
  }

  private static final Duration UPTIME = Duration.ofHours(1);
  private static final Duration SINCE_EXIT = Duration.ofMinutes(10);

  private final String id;
  private final ContainerSpec spec;
  private final SimFiles files;
  private final Instant created;
  private final Optional<SimHealth> health;
  private final IntSupplier pids;
  private final EventBacklog events;
  private ContainerState state;
  private int pid;
  private int exitCode;
  private boolean oomKilled;
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<Instant> finishedAt = Optional.empty();
  private Optional<Ending> ending = Optional.empty();

  /** Since when it runs unfrozen, and how long it did before that, since its start. */
  private Optional<Instant> runsSince = Optional.empty();

  private Duration ranBefore = Duration.ZERO;

  /**
   * @param begin the world's beginning
   * @param pids hands out process identifiers
   * @param events is told of what happens
   */
  SimContainer(
      String id,
      ContainerSpec spec,
      Instant begin,
      Instant created,
      IntSupplier pids,
      EventBacklog events) {
    this.id = id;
    this.spec = spec;
    this.files = new SimFiles(spec.files());
    this.created = created;
    this.pids = pids;
    this.events = events;
    this.health = spec.health().map(probes -> new SimHealth(probes, this::probed));
    this.state = spec.state();
    Duration uptime = shorter(UPTIME, spec.age());
    if (state != ContainerState.CREATED) {
      boolean starting =
          spec.health().filter(probes -> probes.status() == Health.STARTING).isPresent();
      startedAt = Optional.of(starting ? begin : begin.minus(uptime));
    }
    switch (state) {
      case CREATED -> {
        // Nothing has happened to it yet.
      }
      case RUNNING -> {
        pid = pids.getAsInt();
        runsSince = startedAt;
        health.ifPresent(probes -> probes.begin(begin));
      }
      case PAUSED -> {
        pid = pids.getAsInt();
        ranBefore = uptime;
        health.ifPresent(SimHealth::halted);
      }
      default -> {
        exitCode = spec.exitCode();
        oomKilled = spec.oomKilled();
        startedAt = Optional.of(begin.minus(uptime));
        finishedAt = Optional.of(begin.minus(shorter(SINCE_EXIT, uptime)));
        health.ifPresent(SimHealth::halted);
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Lets everything happen that has come due by now. */
  void settle(Instant now) {
    Optional<Ending> due = ending.filter(end -> !end.at().isAfter(now));
    health.ifPresent(probes -> probes.settle(due.map(Ending::at).orElse(now)));
    if (due.isPresent()) {
      end(due.get());
      if (due.get().thenStarts()) {
        begin(due.get().at());
        tell(due.get().at(), "restart", Map.of());
        settle(now);
      }
    }
  }

  void begin(Instant now) {
    state = ContainerState.RUNNING;
    pid = pids.getAsInt();
    exitCode = 0;
    oomKilled = false;
    startedAt = Optional.of(now);
    ending = Optional.empty();
    ranBefore = Duration.ZERO;
    runsSince = startedAt;
    health.ifPresent(probes -> probes.started(now));
    tell(now, "start", Map.of());
  }

  /** The daemon tells of it in this order: measured on 26.1.5. */
  private void end(Ending end) {
    Instant now = end.at();
    if (end.killed()) {
      tell(now, "kill", Map.of("signal", Integer.toString(Signals.KILL)));
    }
    events.endCommands(id, now);
    if (end.stopped()) {
      tell(now, "stop", Map.of());
    }
    Duration uptime = Duration.between(startedAt.orElse(now), now);
    tell(
        now,
        "die",
        Map.of(
            "exitCode", Integer.toString(end.exitCode()),
            "execDuration", Long.toString(uptime.toSeconds())));
    state = ContainerState.EXITED;
    pid = 0;
    exitCode = end.exitCode();
    finishedAt = Optional.of(now);
    ending = Optional.empty();
    runsSince = Optional.empty();
    health.ifPresent(SimHealth::halted);
  }

  void freeze(Instant now) {
    ranBefore = ran(now);
    runsSince = Optional.empty();
    state = ContainerState.PAUSED;
    health.ifPresent(SimHealth::halted);
    tell(now, "pause", Map.of());
  }

  void thaw(Instant now) {
    if (state == ContainerState.PAUSED) {
      state = ContainerState.RUNNING;
      runsSince = Optional.of(now);
      health.ifPresent(probes -> probes.thawed(now));
      tell(now, "unpause", Map.of());
    }
  }

  void bind(Ending end) {
    ending = Optional.of(end);
  }

  /** Tells of something that has happened to it. */
  void tell(Instant at, String action, Map<String, String> more) {
    events.note(event(at, action, more));
  }

  SimEvent event(Instant at, String action, Map<String, String> more) {
    return SimEvent.of(at, action, id, spec, more);
  }

  /** A healthcheck is a command like any other to who follows the events. */
  private void probed(SimHealth.Probe probe, Optional<Health> changed) {
    var command = Map.of("execID", Containers.digest("probe of " + id + " at " + probe.at()));
    tell(probe.at(), "exec_create: /bin/sh -c healthcheck", command);
    tell(probe.at(), "exec_start: /bin/sh -c healthcheck", command);
    var end = new HashMap<>(command);
    end.put("exitCode", probe.passed() ? "0" : "1");
    tell(probe.at(), "exec_die", end);
    changed.ifPresent(status -> tell(probe.at(), "health_status: " + status.word(), Map.of()));
  }

  Optional<Ending> ending() {
    return ending;
  }

  /** Returns how long the present process has run by then, the time that it was frozen left out. */
  Duration ran(Instant now) {
    return ranBefore.plus(
        runsSince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO));
  }

  String id() {
    return id;
  }

  ContainerSpec spec() {
    return spec;
  }

  SimFiles files() {
    return files;
  }

  Instant created() {
    return created;
  }

  /** Returns the state of its healthcheck; before its first start there is none. */
  Optional<SimHealth> health() {
    return startedAt.isPresent() ? health : Optional.empty();
  }

  ContainerState state() {
    return state;
  }

  /** Returns the first process's identifier on the machine, 0 for none. */
  int pid() {
    return pid;
  }

  int exitCode() {
    return exitCode;
  }

  int restarts() {
    return spec.restarts();
  }

  boolean oomKilled() {
    return oomKilled;
  }

  Optional<Instant> startedAt() {
    return startedAt;
  }

  Optional<Instant> finishedAt() {
    return finishedAt;
  }
}
