package dev.thaw.await;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells containers of which nothing more is to be expected. Used by one thread. */
final class Liveness {
  /** One restart may mend it, as its policy says; several in one wait do not. */
  private static final long RESTARTS = 2;

  private OptionalLong first = OptionalLong.empty();

  /** Returns why nothing more is to be expected of it, if that is so. */
  Optional<Standing> dead(View view) {
    Snapshot now = view.snapshot();
    long restarts = now.inspection().restarts();
    boolean restarting = now.state() == ContainerState.RESTARTING;
    if (first.isEmpty()) {
      first = OptionalLong.of(restarts);
      if (restarting && restarts > RESTARTS) {
        return Optional.of(loops(restarts, now));
      }
    }
    if (restarts - first.getAsLong() >= RESTARTS) {
      return Optional.of(loops(restarts, now));
    }
    return switch (now.state()) {
      case EXITED, DEAD -> Optional.of(Standing.failed("it has " + ended(now)));
      case REMOVING -> Optional.of(Standing.failed("it is being removed"));
      default -> Optional.empty();
    };
  }

  private static Standing loops(long restarts, Snapshot now) {
    return Standing.failed("it is restarted again and again, " + restarts
        + " times so far; it ended with exit code " + now.inspection().exitCode());
  }

  /** Returns how it ended, in words that go on from <em>has</em>. */
  static String ended(Snapshot now) {
    String memory = now.inspection().oomKilled() ? ", killed for want of memory" : "";
    return "exited with code " + now.inspection().exitCode() + memory;
  }

  /** Returns why it does not do anything now, if that is so. */
  static Optional<Standing> idle(View view) {
    return switch (view.snapshot().state()) {
      case PAUSED -> Optional.of(Standing.open("it is paused"));
      case CREATED -> Optional.of(Standing.open("it was never started"));
      case RESTARTING -> Optional.of(Standing.open("it is being restarted"));
      case RUNNING -> Optional.empty();
      default -> Optional.of(Standing.open("it is " + view.snapshot().state().word()));
    };
  }
}
