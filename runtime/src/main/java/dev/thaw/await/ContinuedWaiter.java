package dev.thaw.await;

import dev.thaw.engine.EngineException;
import dev.thaw.fact.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits for what restored processes write first, and judges whether they went on. */
final class ContinuedWaiter implements Waiter {
  private static final Duration SOON = Duration.ofMillis(200);

  private final LogReader log;
  private final Liveness liveness = new Liveness();

  ContinuedWaiter(LogReader log) {
    this.log = log;
  }

  @Override
  public Standing judge(View view) throws EngineException {
    Snapshot now = view.snapshot();
    Instant started = now.inspection().startedAt();
    Optional<String> before = log.lastBefore(now, started);
    if (before.isEmpty()) {
      return Standing.failed("it wrote nothing before it was started: its log proves nothing");
    }
    Optional<String> after = log.firstSince(now, started);
    if (after.isPresent()) {
      return Continuation.broken(log.first(now).orElse(""), before.get(), after.get())
          .map(Standing::failed)
          .orElseGet(
              () -> Standing.reached("after ‘" + before.get() + "’ came ‘" + after.get() + "’"));
    }
    return liveness
        .dead(view)
        .orElseGet(() -> Standing.open(
            Liveness.idle(view).map(Standing::reason).orElse("it has written nothing since")));
  }

  @Override
  public Duration again() {
    return SOON;
  }
}
