package dev.thaw.engine.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the restart policy makes of a container's end. Not thread safe. */
final class Comeback {
  /** How long a policy waits first: moby, {@code restartmanager.go}. */
  private static final Duration BACKOFF = Duration.ofMillis(100);

  private String policy;
  private int count;
  private Optional<Instant> at = Optional.empty();

  /**
   * @param policy no, always, unless-stopped or on-failure
   * @param count how often it has started the container again before
   */
  Comeback(String policy, int count) {
    this.policy = policy;
    this.count = count;
  }

  /** Notes an end that nobody asked for; returns whether it will be started again. */
  boolean follows(Instant end, int exitCode) {
    boolean follows = switch (policy) {
      case "always", "unless-stopped" -> true;
      case "on-failure" -> exitCode != 0;
      default -> false;
    };
    at = follows ? Optional.of(end.plus(BACKOFF)) : Optional.empty();
    return follows;
  }

  /** Notes that it will not be started again before another end. */
  void cancel() {
    at = Optional.empty();
  }

  /** Returns when it was to be started again, if that is not after now, and counts it. */
  Optional<Instant> due(Instant now) {
    Optional<Instant> due = at.filter(moment -> !moment.isAfter(now));
    if (due.isPresent()) {
      count++;
      cancel();
    }
    return due;
  }

  String policy() {
    return policy;
  }

  void setPolicy(String name) {
    policy = name;
  }

  int count() {
    return count;
  }
}
