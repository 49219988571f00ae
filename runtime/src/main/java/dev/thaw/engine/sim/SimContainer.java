package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * One container: the state that it is in, and the changes that can happen to it. Which request
 * brings about which change, and which is refused, is for {@link ContainerRules} to say. Not thread
 * safe.
 */
final class SimContainer {
  private static final Duration UPTIME = Duration.ofHours(1);
  private static final Duration SINCE_EXIT = Duration.ofMinutes(10);

  /** The exit code of what could not be started. */
  private static final int NOT_STARTED = 128;

  private final String id;
  private final ContainerSpec spec;
  private final SimFiles files;
  private final SimLog log;
  private final Comeback comeback;
  private final Instant created;
  private final Optional<SimHealth> health;
  private final IntSupplier pids;
  private final EventBacklog events;
  private ContainerState state;
  private int pid;
  private int exitCode;
  private boolean oomKilled;
  private String error = "";
  private boolean gone;
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
    this.log = new SimLog(spec.logs(), spec.process().counts());
    this.comeback = new Comeback(spec.restartPolicy(), spec.restarts());
    this.created = created;
    this.pids = pids;
    this.events = events;
    this.health = spec.health().map(probes -> new SimHealth(probes, new Probes(this)));
    this.state = spec.state();
    Duration uptime = shorter(UPTIME, spec.age());
    if (state != ContainerState.CREATED) {
      boolean starting =
          spec.health().filter(probes -> probes.status() == Health.STARTING).isPresent();
      startedAt = Optional.of(starting ? begin : begin.minus(uptime));
    }
    startedAt.ifPresent(log::begin);
    switch (state) {
      case CREATED -> {
        // Nothing has happened to it yet.
      }
      case RUNNING -> {
        pid = pids.getAsInt();
        runsSince = startedAt;
        log.run(begin);
        health.ifPresent(probes -> probes.begin(begin));
      }
      case PAUSED -> {
        pid = pids.getAsInt();
        ranBefore = uptime;
        health.ifPresent(probes -> probes.begin(begin));
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
    Optional<Instant> again = comeback.due(now);
    if (again.isPresent()) {
      begin(again.get());
      settle(now);
    }
  }

  /** Starts it afresh. */
  void begin(Instant now) {
    log.begin(now);
    run(now);
  }

  /** Starts it with a process that goes on where the checkpoint was made. */
  void resume(Instant now, SimCheckpoint checkpoint) {
    log.halt(now);
    log.put(checkpoint);
    run(now);
  }

  private void run(Instant now) {
    log.run(now);
    state = ContainerState.RUNNING;
    pid = pids.getAsInt();
    exitCode = 0;
    oomKilled = false;
    error = "";
    startedAt = Optional.of(now);
    ending = Optional.empty();
    comeback.cancel();
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
    log.halt(now);
    comeback.cancel();
    boolean returns = end.unasked() && comeback.follows(now, end.exitCode());
    state = returns ? ContainerState.RESTARTING : ContainerState.EXITED;
    pid = 0;
    exitCode = end.exitCode();
    finishedAt = Optional.of(now);
    ending = Optional.empty();
    runsSince = Optional.empty();
    health.ifPresent(SimHealth::halted);
    if (spec.autoRemove() && !end.thenStarts() && !returns) {
      gone = true;
      tell(now, "destroy", Map.of());
    }
  }

  /**
   * Notes that it could not be started; only what had not ended with a code of its own gets one.
   */
  void failed(String reason, boolean anyCode) {
    error = reason;
    exitCode = anyCode || exitCode == 0 ? NOT_STARTED : exitCode;
  }

  void freeze(Instant now) {
    log.halt(now);
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
      log.run(now);
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

  SimLog log() {
    return log;
  }

  /** Returns why it could not be started the last time; empty if it could. */
  String error() {
    return error;
  }

  /** Returns whether the engine has removed it by itself. */
  boolean gone() {
    return gone;
  }

  Comeback comeback() {
    return comeback;
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
