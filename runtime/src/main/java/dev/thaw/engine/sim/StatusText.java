package dev.thaw.engine.sim;

import dev.thaw.fact.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The words that {@code docker ps} shows for a state: moby, {@code container/state.go}, and
 * go-units, {@code duration.go}.
 */
final class StatusText {
  private StatusText() {}

  static String of(SimContainer container, Instant now) {
    return switch (container.state()) {
      case CREATED -> "Created";
      case RUNNING -> "Up " + since(container.startedAt(), now) + health(container);
      case PAUSED -> "Up " + since(container.startedAt(), now) + " (Paused)";
      case RESTARTING -> "Restarting (" + container.exitCode() + ") " + ended(container, now);
      case REMOVING -> "Removal In Progress";
      case DEAD -> "Dead";
      case EXITED -> "Exited (" + container.exitCode() + ") " + ended(container, now);
      case UNKNOWN -> "";
    };
  }

  /** Returns a length of time in the rough words of go-units. */
  static String roughly(Duration time) {
    long seconds = time.toSeconds();
    long hours = (seconds + 1800) / 3600;
    if (seconds < 1) {
      return "Less than a second";
    } else if (seconds < 60) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    } else if (seconds < 3600) {
      return seconds < 120 ? "About a minute" : seconds / 60 + " minutes";
    } else if (hours < 48) {
      return hours == 1 ? "About an hour" : hours + " hours";
    } else if (hours < 24 * 14) {
      return hours / 24 + " days";
    } else if (hours < 24 * 60) {
      return hours / 24 / 7 + " weeks";
    }
    return hours < 24 * 365 * 2 ? hours / 24 / 30 + " months" : hours / 24 / 365 + " years";
  }

  private static String ended(SimContainer container, Instant now) {
    return since(container.finishedAt(), now) + " ago";
  }

  private static String since(Optional<Instant> moment, Instant now) {
    return roughly(Duration.between(moment.orElse(now), now));
  }

  private static String health(SimContainer container) {
    return container
        .health()
        .map(SimHealth::status)
        .map(status -> " (" + (status == Health.STARTING ? "health: " : "") + status.word() + ")")
        .orElse("");
  }
}
