package dev.thaw.operation;

import java.time.Duration;
import java.util.Optional;

/**
 * How a probe is repeated, by Kubernetes' words.
 *
 * @param probe what is asked
 * @param command what an exec probe sends; nothing for others
 * @param initialDelay how long before the first one
 * @param period from the beginning of one to that of the next
 * @param timeout how long one may take
 * @param successThreshold how many in a row must pass
 * @param failureThreshold after how many failures in a row the wait has failed; 0 for never
 */
public record Probing(
    Probe probe,
    Optional<Request.Command> command,
    Duration initialDelay,
    Duration period,
    Duration timeout,
    long successThreshold,
    long failureThreshold) {}
