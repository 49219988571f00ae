package dev.thaw.await;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineClock;
import dev.thaw.engine.EngineException;
import dev.thaw.operation.Probing;
import dev.thaw.operation.Wait;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Makes what judges a wait.
 *
 * @param wall our clock
 * @param nanos a clock that is never set back
 * @param asking makes what asks a probe
 */
public record Waiters(
    Engine engine, InstantSource wall, LongSupplier nanos, Function<Probing, Asking> asking) {
  private static final Duration TO_TELL_THE_TIME = Duration.ofSeconds(10);

  /**
   * Returns what judges a wait that begins now.
   *
   * @throws EngineException if the engine cannot be asked
   */
  public Waiter of(Wait wait) throws EngineException {
    if (wait instanceof Wait.Healthy healthy) {
      Optional<Waiter> probe = healthy.instead().map(this::probe);
      return new HealthWaiter(
          healthy,
          probe.isEmpty() && healthy.runningIsEnough()
              ? Optional.of(StateWaiter.running())
              : probe);
    } else if (wait instanceof Wait.Exited exited) {
      return StateWaiter.exited(exited);
    } else if (wait instanceof Wait.Log log) {
      Duration ahead = EngineClock.offset(engine, wall, TO_TELL_THE_TIME);
      return new LogWaiter(log, engine, wall.instant().plus(ahead));
    } else if (wait instanceof Wait.Continued continued) {
      return new ContinuedWaiter(new LogReader(engine), continued.rewound());
    } else if (wait instanceof Wait.Probed probed) {
      return probe(probed.asked());
    }
    return StateWaiter.running();
  }

  private Waiter probe(Probing probing) {
    return new ProbeWaiter(probing, asking.apply(probing), nanos);
  }
}
