package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Health;
import java.time.Duration;
import java.time.Instant;
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
   * @param thenStarts whether it is being restarted
   */
  record Ending(Instant at, int exitCode, boolean thenStarts) {}

  private static final Duration UPTIME = Duration.ofHours(1);
  private static final Duration SINCE_EXIT = Duration.ofMinutes(10);

  private final String id;
  private final ContainerSpec spec;
  private final Instant created;
  private final Optional<SimHealth> health;
  private final IntSupplier pids;
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
   */
  SimContainer(String id, ContainerSpec spec, Instant begin, Instant created, IntSupplier pids) {
    this.id = id;
    this.spec = spec;
    this.created = created;
    this.pids = pids;
    this.health = spec.health().map(SimHealth::new);
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
      end(due.get().at(), due.get().exitCode());
      if (due.get().thenStarts()) {
        begin(due.get().at());
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
  }

  void end(Instant now, int code) {
    state = ContainerState.EXITED;
    pid = 0;
    exitCode = code;
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
  }

  void thaw(Instant now) {
    if (state == ContainerState.PAUSED) {
      state = ContainerState.RUNNING;
      runsSince = Optional.of(now);
      health.ifPresent(probes -> probes.thawed(now));
    }
  }

  void bind(Ending end) {
    ending = Optional.of(end);
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
