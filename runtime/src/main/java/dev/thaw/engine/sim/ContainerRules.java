package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What each request does to a container, by the state that it is in.
 *
 * <p>Rules, statuses and words are those of Docker 26.1.5, as measured, and of moby's
 * {@code daemon/} ({@code pause.go}, {@code unpause.go}, {@code start.go}, {@code stop.go},
 * {@code restart.go}, {@code kill.go}). The container must have been settled. Not thread safe.
 */
record ContainerRules(SimContainer container) {
  /** The engine's own grace time between the stop signal and the kill. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration FOREVER = Duration.ofDays(36_500);

  /** What a shell, and so the engine, adds to the number of the signal that ended a process. */
  private static final int SIGNALLED = 128;

  void pause(Instant now) {
    requireRunning();
    if (is(ContainerState.PAUSED)) {
      throw Refusal.conflict("Container " + container.id() + " is already paused");
    }
    requireNotRestarting();
    container.freeze(now);
  }

  void unpause(Instant now) {
    if (!is(ContainerState.PAUSED)) {
      throw new Refusal(500, "Container " + container.id() + " is not paused");
    }
    container.thaw(now);
  }

  void start(Instant now) {
    requireStartable();
    container.begin(now);
  }

  /** Refuses a start, from the beginning or from a checkpoint. */
  void requireStartable() {
    if (is(ContainerState.PAUSED)) {
      throw Refusal.conflict("cannot start a paused container, try unpause instead");
    }
    if (alive()) {
      throw Refusal.notModified();
    }
    requireNotGoing();
  }

  /**
   * Thaws and stops it.
   *
   * @param grace how many seconds it may go on after the signal; negative for as long as it likes
   * @return when it will have ended
   */
  Instant stop(Instant now, int signal, Optional<Integer> grace) {
    if (!alive()) {
      throw Refusal.notModified();
    }
    Ending end = stopping(now, signal, grace);
    container.bind(end);
    container.settle(now);
    return end.at();
  }

  /** Stops it if it has processes, and starts it then; returns when that will be. */
  Instant restart(Instant now, int signal, Optional<Integer> grace) {
    requireNotGoing();
    if (alive()) {
      Ending end = stopping(now, signal, grace).thenStarting();
      container.bind(end);
      container.settle(now);
      return end.at();
    }
    container.begin(now);
    container.tell(now, "restart", Map.of());
    return now;
  }

  /**
   * Sends a signal. Any signal thaws a container that has no stop signal of its own, and none here
   * has one; a restart policy never brings back what was killed so (both measured on 20.10 and
   * 26.1).
   */
  void kill(Instant now, int signal) {
    requireRunning();
    signal(now, signal);
    container.settle(now);
  }

  /** Ends what is about to be removed. */
  void end(Instant now) {
    if (alive()) {
      kill(now, Signals.KILL);
    }
    if (!container.gone()) {
      container.tell(now, "destroy", Map.of());
    }
  }

  private Ending stopping(Instant now, int signal, Optional<Integer> grace) {
    signal(now, signal);
    Instant last = now.plus(grace.map(ContainerRules::grace).orElse(GRACE));
    return container
        .ending()
        .filter(end -> !end.at().isAfter(last))
        .orElseGet(() -> Ending.killed(last, SIGNALLED + Signals.KILL))
        .asked();
  }

  /** No event tells of the thaw by SIGKILL: the process is gone before (measured on both). */
  private void signal(Instant now, int signal) {
    container.tell(now, "kill", Map.of("signal", Integer.toString(signal)));
    if (signal != Signals.KILL) {
      container.thaw(now);
    }
    if (is(ContainerState.RESTARTING)) {
      container.bind(Ending.of(now, container.exitCode()));
      return;
    }
    switch (signal) {
      case Signals.KILL, Signals.INTERRUPT, Signals.QUIT ->
        container.bind(Ending.of(now, SIGNALLED + signal));
      case Signals.TERMINATE -> terminate(now);
      default -> {
        // A first process does not get the signals that it has no handler for: pid_namespaces(7).
      }
    }
  }

  /** Refuses a removal, unless it is forced. */
  void requireRemovable(boolean force) {
    if (is(ContainerState.REMOVING)) {
      throw Refusal.conflict(
          "removal of container " + container.spec().name() + " is already in progress");
    }
    if (alive() && !force) {
      throw Refusal.conflict("cannot remove container \"/" + container.spec().name()
          + "\": container is " + obstacle());
    }
  }

  /**
   * Refuses a command inside of it, unless it is running.
   *
   * @param reference what the daemon calls it where it is paused
   */
  void requireExecutable(String reference) {
    requireRunning();
    if (is(ContainerState.PAUSED)) {
      throw Refusal.conflict(
          "Container " + reference + " is paused, unpause the container before exec");
    }
    requireNotRestarting();
  }

  private void terminate(Instant now) {
    StopSpec stop = container.spec().stop();
    if (stop.takes().isZero()) {
      container.bind(Ending.of(now, stop.exitCode()));
    } else if (container.ending().isEmpty()) {
      container.bind(Ending.of(now.plus(stop.takes()), stop.exitCode()));
    }
  }

  private String obstacle() {
    return is(ContainerState.PAUSED)
        ? "paused and must be unpaused first"
        : container.state().word() + ": stop the container before removing or force remove";
  }

  private void requireRunning() {
    if (!alive()) {
      throw Refusal.conflict("container " + container.id() + " is not running");
    }
  }

  private void requireNotRestarting() {
    if (is(ContainerState.RESTARTING)) {
      throw Refusal.conflict(
          "Container " + container.id() + " is restarting, wait until the container is running");
    }
  }

  private void requireNotGoing() {
    if (is(ContainerState.REMOVING) || is(ContainerState.DEAD)) {
      throw Refusal.conflict("container is marked for removal and cannot be started");
    }
  }

  private boolean is(ContainerState state) {
    return container.state() == state;
  }

  private boolean alive() {
    return container.state().alive();
  }

  private static Duration grace(int seconds) {
    return seconds < 0 ? FOREVER : Duration.ofSeconds(seconds);
  }
}
