package dev.thaw.await;

import dev.thaw.engine.EngineException;
import dev.thaw.fact.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits for what restored processes write first, and judges whether they went on. */
final class ContinuedWaiter implements Waiter {
  private static final Duration SOON = Duration.ofMillis(200);

  private static final Duration LATE = Duration.ofMillis(100);

  private final LogReader log;
  private final boolean rewound;
  private final Liveness liveness = new Liveness();
  private Optional<String> before = Optional.empty();

  ContinuedWaiter(LogReader log, boolean rewound) {
    this.log = log;
    this.rewound = rewound;
  }

  @Override
  public Standing judge(View view) throws EngineException {
    Snapshot now = view.snapshot();
    Instant border = border(now);
    if (before.isEmpty()) {
      before = log.lastBefore(now, border);
    }
    if (before.isEmpty()) {
      return Standing.failed("it wrote nothing before it was started: its log proves nothing");
    }
    Optional<String> after = log.firstSince(now, border);
    if (after.isPresent()) {
      return Continuation.broken(log.first(now).orElse(""), before.get(), after.get(), rewound)
          .map(Standing::failed)
          .orElseGet(
              () -> Standing.reached("after ‘" + before.get() + "’ came ‘" + after.get() + "’"));
    }
    return liveness
        .dead(view)
        .orElseGet(() -> Standing.open(
            Liveness.idle(view).map(Standing::reason).orElse("it has written nothing since")));
  }

  /**
   * Between its end and its start: a line's moment is when the engine read it, which may be a
   * little after the end, and of a restored one a little before the start that the engine tells.
   */
  private static Instant border(Snapshot now) {
    Instant ended = now.inspection().finishedAt();
    Instant started = now.inspection().startedAt();
    if (ended.equals(Instant.EPOCH) || !ended.isBefore(started)) {
      return started;
    }
    Duration part = Duration.between(ended, started).dividedBy(4);
    return ended.plus(part.compareTo(LATE) < 0 ? part : LATE);
  }

  @Override
  public Duration again() {
    return SOON;
  }
}
