package dev.thaw.engine.sim;

import dev.thaw.fact.Health;
import java.time.Duration;
import java.util.Optional;

/**
 * The healthcheck of a simulated container.
 *
 * @param status the status at the beginning: starting, healthy or unhealthy
 * @param healthyAfter how long after its start, or after the world's beginning, probes pass; empty:
 *     an unhealthy container's never, any other's after one interval
 * @param interval the time between two probes
 */
public record HealthSpec(Health status, Optional<Duration> healthyAfter, Duration interval) {

  /** The engine's default: moby, {@code daemon/health.go}. */
  public static final Duration INTERVAL = Duration.ofSeconds(30);

  public HealthSpec {
    if (status == Health.NONE) {
      throw new IllegalArgumentException("a healthcheck has a status");
    }
  }

  /** Returns whether a probe can ever pass. */
  boolean recovers() {
    return status != Health.UNHEALTHY || healthyAfter.isPresent();
  }

  /** Returns how long it is before a probe passes. */
  Duration warmUp() {
    return healthyAfter.orElse(interval);
  }
}
