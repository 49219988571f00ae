package dev.thaw.engine.sim;

import dev.thaw.fact.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The healthcheck of one container: probes in their time, and what pausing does to it.
 *
 * <p>The rules are moby's ({@code daemon/health.go}): pausing or stopping makes the status
 * unhealthy without any event (moby#46203), and the first probe after a start or an unpause comes a
 * whole interval later. One more probe comes just when the first can pass, so that
 * {@code healthyAfter} means what it says. Not thread safe.
 */
final class SimHealth {
  /**
   * What the engine keeps of its log, and how many failures make unhealthy; both moby's defaults.
   */
  private static final int KEPT = 5;

  private static final int RETRIES = 3;

  /** One run of the healthcheck. */
  record Probe(Instant at, boolean passed) {}

  /** Who is told of each probe, and of the status where it changes that. */
  interface Witness {
    void probed(Probe probe, Optional<Health> changed);
  }

  private final HealthSpec spec;
  private final Witness witness;
  private final Deque<Probe> log = new ArrayDeque<>();
  private Health status;
  private int failures;
  private Instant passesFrom;
  private Instant next = Instant.MAX;

  SimHealth(HealthSpec spec, Witness witness) {
    this.spec = spec;
    this.witness = witness;
    this.status = spec.status();
    this.passesFrom = Instant.MAX;
  }

  /** Takes the status that the description gives, at the world's beginning. */
  void begin(Instant now) {
    if (spec.status() == Health.HEALTHY) {
      passesFrom = Instant.MIN;
      log.add(new Probe(now, true));
    } else if (spec.recovers()) {
      passesFrom = now.plus(spec.warmUp());
    }
    schedule(now);
  }

  void started(Instant now) {
    status = Health.STARTING;
    failures = 0;
    passesFrom = spec.recovers() ? now.plus(spec.warmUp()) : Instant.MAX;
    schedule(now);
  }

  /** Notes that the container was paused or has ended. */
  void halted() {
    status = Health.UNHEALTHY;
    next = Instant.MAX;
  }

  void thawed(Instant now) {
    schedule(now);
  }

  /** Runs the probes that have become due. */
  void settle(Instant now) {
    skip(now);
    while (!next.isAfter(now)) {
      probe(next);
      schedule(next);
    }
  }

  Health status() {
    return status;
  }

  int failingStreak() {
    return failures;
  }

  Duration interval() {
    return spec.interval();
  }

  /** Returns the last probes, oldest first. */
  List<Probe> log() {
    return List.copyOf(log);
  }

  private void probe(Instant at) {
    boolean passed = !at.isBefore(passesFrom);
    Health before = status;
    var probe = new Probe(at, passed);
    log.add(probe);
    if (log.size() > KEPT) {
      log.remove();
    }
    failures = passed ? 0 : failures + 1;
    if (passed) {
      status = Health.HEALTHY;
    } else if (failures >= RETRIES) {
      status = Health.UNHEALTHY;
    }
    witness.probed(probe, status == before ? Optional.empty() : Optional.of(status));
  }

  private void schedule(Instant last) {
    next = last.plus(spec.interval());
    if (last.isBefore(passesFrom) && passesFrom.isBefore(next)) {
      next = passesFrom;
    }
  }

  /** Nobody will see most probes of a long idle time; without this a year of them would be run. */
  private void skip(Instant now) {
    Instant from = passesFrom.isAfter(now) ? next : later(next, passesFrom);
    Duration idle = from.isAfter(now) ? Duration.ZERO : Duration.between(from, now);
    long skipped = idle.dividedBy(spec.interval()) - EventBacklog.KEPT;
    if (skipped > 0) {
      next = from.plus(spec.interval().multipliedBy(skipped));
      failures += passesFrom.isAfter(now) ? RETRIES : 0;
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
