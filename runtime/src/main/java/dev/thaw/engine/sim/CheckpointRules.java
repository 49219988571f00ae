package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How checkpoints are made and gone back to: rules, statuses and words of Docker 26.1.5, as
 * measured, and of moby's {@code daemon/checkpoint.go} and {@code start.go}. Not thread safe.
 *
 * @param checkpoints all that there are
 * @param engine the engine, with or without a CRIU, with or without races
 */
record CheckpointRules(Checkpoints checkpoints, EngineSpec engine) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
  private static final int KILLED = 137;

  /**
   * What comes sooner after a checkpoint fails where there are races; measured: never at 200 ms.
   */
  private static final Duration SETTLED = Duration.ofMillis(200);

  /** How long one that a checkpoint ends is still paused where there are races. */
  private static final Duration LINGERS = Duration.ofMillis(20);

  /**
   * A request for a checkpoint.
   *
   * @param exit whether the container is to end with it
   * @param reference what the request calls the container
   */
  record Order(String reference, String name, Path folder, boolean exit) {}

  void make(SimContainer container, Order order, Instant now, Optional<String> criuFails) {
    if (!container.state().alive()) {
      throw Refusal.conflict("container " + container.id() + " is not running");
    }
    if (!NAME.matcher(order.name()).matches()) {
      throw new Refusal(
          500,
          "Invalid checkpoint ID (" + order.name()
              + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
    }
    if (checkpoints.find(order.folder(), order.name()).isPresent()) {
      throw new Refusal(
          500,
          "cannot checkpoint container " + order.reference() + ": checkpoint with name "
              + order.name() + " already exists for container " + order.reference());
    }
    if (container.state() == ContainerState.RESTARTING) {
      throw failed(order, "container \"" + container.id() + "\" in namespace \"moby\": not found");
    }
    boolean thaws = container.state() == ContainerState.RUNNING;
    if (thaws) {
      container.freeze(now);
    }
    Optional<String> failure =
        engine.criu().present() ? criuFails : Optional.of(CriuFailure.ABSENT);
    if (failure.isPresent()) {
      thaw(container, thaws, now);
      throw failed(order, CriuFailure.dump(container.id(), failure.get()));
    }
    if (tooSoon(container, now)) {
      // The daemon has killed it by then, but has not written down what of.
      if (order.exit()) {
        end(container, now, now);
      } else {
        thaw(container, thaws, now);
      }
      throw failed(order, CriuFailure.exists(container.id()));
    }
    checkpoints.put(order.folder(), order.name(), container.log().checkpoint(now));
    checkpoints.note(container, now);
    if (!order.exit()) {
      thaw(container, thaws, now);
    }
    container.tell(now, "checkpoint", Map.of());
    if (order.exit()) {
      end(container, now, engine.criu().races() ? now.plus(LINGERS) : now);
    }
  }

  /**
   * Starts a container from a checkpoint in its own folder; what may not be started was refused
   * before.
   */
  void restore(SimContainer container, String name, Instant now, Optional<String> criuFails) {
    Optional<SimCheckpoint> checkpoint = checkpoints.find(checkpoints.own(container), name);
    if (checkpoint.isEmpty()) {
      throw notStarted(
          container,
          "checkpoint " + name + " does not exist for container /"
              + container.spec().name(),
          false);
    }
    if (tooSoon(container, now)) {
      throw notStarted(
          container,
          "failed to upload checkpoint to containerd: commit failed: "
              + CriuFailure.exists(container.id()),
          true);
    }
    if (criuFails.isPresent()) {
      throw notStarted(container, CriuFailure.restore(container.id(), criuFails.get()), true);
    }
    container.resume(now, checkpoint.get());
  }

  private boolean tooSoon(SimContainer container, Instant now) {
    return engine.criu().races()
        && checkpoints
            .last(container)
            .filter(last -> now.isBefore(last.plus(SETTLED)))
            .isPresent();
  }

  private static void thaw(SimContainer container, boolean thaws, Instant now) {
    if (thaws) {
      container.thaw(now);
    }
  }

  private static void end(SimContainer container, Instant now, Instant at) {
    container.bind(Ending.unasked(at, KILLED));
    container.settle(now);
  }

  private static Refusal failed(Order order, String reason) {
    return new Refusal(500, "Cannot checkpoint container " + order.reference() + ": " + reason);
  }

  private static Refusal notStarted(SimContainer container, String reason, boolean anyCode) {
    container.failed(reason, anyCode);
    return new Refusal(500, reason);
  }
}
