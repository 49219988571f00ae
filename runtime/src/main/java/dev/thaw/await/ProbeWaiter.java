package dev.thaw.await;

import dev.thaw.engine.EngineException;
import dev.thaw.operation.Probing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Waits until a probe has passed as often as it must. */
final class ProbeWaiter implements Waiter {
  private final Probing probing;
  private final Asking asking;
  private final LongSupplier nanos;
  private final Liveness liveness = new Liveness();
  private long due;
  private long passed;
  private long failed;
  private String last = "it was not probed yet";

  /** @param nanos a clock that is never set back */
  ProbeWaiter(Probing probing, Asking asking, LongSupplier nanos) {
    this.probing = probing;
    this.asking = asking;
    this.nanos = nanos;
    this.due = nanos.getAsLong() + probing.initialDelay().toNanos();
  }

  @Override
  public Standing judge(View view) throws EngineException {
    Optional<Standing> resting = liveness.dead(view).or(() -> Liveness.idle(view));
    if (resting.isPresent()) {
      passed = 0;
      return resting.get();
    }
    if (nanos.getAsLong() < due) {
      return Standing.open(last);
    }
    due = nanos.getAsLong() + probing.period().toNanos();
    try {
      return judge(asking.ask(view, probing.timeout()));
    } catch (Asking.Impossible never) {
      return Standing.failed(name() + " " + never.getMessage());
    }
  }

  private Standing judge(String failure) {
    passed = failure.isEmpty() ? passed + 1 : 0;
    failed = failure.isEmpty() ? 0 : failed + 1;
    if (passed >= probing.successThreshold()) {
      return Standing.reached(name() + " passes");
    }
    if (passed > 0) {
      last = name() + " has passed " + passed + " of " + probing.successThreshold() + " times";
      return Standing.open(last);
    }
    last = name() + " " + failure;
    return probing.failureThreshold() > 0 && failed >= probing.failureThreshold()
        ? Standing.failed(last + ", " + failed + " times in a row")
        : Standing.open(last);
  }

  private String name() {
    return probing.probe().display();
  }

  @Override
  public Duration again() {
    Duration left = Duration.ofNanos(due - nanos.getAsLong());
    Duration soon = left.compareTo(NOW_AND_THEN) < 0 ? left : NOW_AND_THEN;
    return soon.isNegative() ? Duration.ZERO : soon;
  }
}
