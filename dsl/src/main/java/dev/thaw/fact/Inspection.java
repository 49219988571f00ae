package dev.thaw.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an inspection adds to a listed container.
 *
 * @param health the healthcheck's last word; while paused the engine says unhealthy (moby#46203)
 * @param exitCode the last exit code, 0 to 255; meaningful only when not {@code alive}
 * @param startedAt when the present or last process started; {@link Instant#EPOCH} if never
 * @param finishedAt when the last process ended; {@link Instant#EPOCH} if never
 * @param tty whether it has a terminal: then its streams come unframed
 * @param stopTimeout its own time between the stop signal and the kill, negative for as long as it
 *     likes; nothing if it has none, and so the engine's 10 s
 * @param oomKilled whether the kernel ended its last process for lack of memory
 * @param restarts how often the engine has started it again by its restart policy
 * @param restartPolicy one of {@link #RESTART_POLICIES}
 */
public record Inspection(
    Health health,
    int exitCode,
    Instant startedAt,
    Instant finishedAt,
    boolean tty,
    Optional<Duration> stopTimeout,
    boolean oomKilled,
    long restarts,
    String restartPolicy) {

  /** The engine's words for when a container is started again by itself. */
  public static final List<String> RESTART_POLICIES =
      List.of("no", "always", "unless-stopped", "on-failure");

  /** Stands for an inspection that has not been made. */
  public static final Inspection NOT_READ = new Inspection(
      Health.NONE,
      0,
      Instant.EPOCH,
      Instant.EPOCH,
      false,
      Optional.empty(),
      false,
      0,
      RESTART_POLICIES.get(0));
}
