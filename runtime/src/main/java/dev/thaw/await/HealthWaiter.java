package dev.thaw.await;

import dev.thaw.await.View.Check;
import dev.thaw.engine.EngineException;
import dev.thaw.operation.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Waits for a healthcheck that has passed since the container last began to run.
 *
 * <p>Pausing makes the status unhealthy without any event (moby#46203), and it stays so until a
 * check passes after the container is thawed, an interval later. So the status is not believed that
 * is found first, but the checks' own times.
 */
final class HealthWaiter implements Waiter {
  private final Wait.Healthy wait;
  private final Optional<Waiter> instead;
  private final Liveness liveness = new Liveness();

  /** When the last check ended that a paused one was seen to have: what counts ended later. */
  private Instant frozen = Instant.EPOCH;

  private Optional<Instant> counted = Optional.empty();
  private long failures;

  /** @param instead what is gone by without a healthcheck */
  HealthWaiter(Wait.Healthy wait, Optional<Waiter> instead) {
    this.wait = wait;
    this.instead = instead;
  }

  @Override
  public Standing judge(View view) throws EngineException {
    if (!view.hasHealthcheck()) {
      return withoutHealthcheck(view);
    }
    List<Check> checks = view.checks();
    Optional<Standing> resting = liveness.dead(view).or(() -> Liveness.idle(view));
    if (resting.isPresent()) {
      frozen = last(checks);
      return resting.get();
    }
    return judge(view, checks);
  }

  private Standing judge(View view, List<Check> checks) {
    Instant since = view.runsSince().isAfter(frozen) ? view.runsSince() : frozen;
    List<Check> fresh =
        checks.stream().filter(check -> check.end().isAfter(since)).toList();
    count(fresh, checks);
    if (view.health().equals("healthy") && fresh.stream().anyMatch(Check::passed)) {
      return Standing.reached("healthy");
    }
    Optional<Check> latest = fresh.stream().reduce((one, other) -> other);
    String told = latest
        .filter(check -> !check.passed())
        .map(check -> "its healthcheck fails: " + check.told())
        .orElseGet(() -> "its healthcheck has not passed since it was "
            + (view.resumed().isPresent() || frozen.isAfter(Instant.EPOCH)
                ? "started or thawed"
                : "started"));
    return wait.failureThreshold() > 0 && failures >= wait.failureThreshold()
        ? Standing.failed(told + ", " + failures + " times in a row")
        : Standing.open(told);
  }

  /** Failures from before the wait are not its own. */
  private void count(List<Check> fresh, List<Check> all) {
    if (counted.isEmpty()) {
      counted = Optional.of(last(all));
      return;
    }
    for (Check check : fresh) {
      if (check.end().isAfter(counted.get())) {
        failures = check.passed() ? 0 : failures + 1;
        counted = Optional.of(check.end());
      }
    }
  }

  private static Instant last(List<Check> checks) {
    return checks.stream().map(Check::end).reduce(Instant.EPOCH, (one, other) -> other);
  }

  private Standing withoutHealthcheck(View view) throws EngineException {
    if (instead.isPresent()) {
      return instead.get().judge(view);
    }
    return liveness.dead(view).orElseGet(HealthWaiter::none);
  }

  private static Standing none() {
    return Standing.failed("it has no healthcheck; write ifNoHealthcheck 'running' if it is enough"
        + " that it runs, or say by probe what to ask of it");
  }

  @Override
  public Duration again() {
    return instead.map(Waiter::again).orElse(NOW_AND_THEN);
  }
}
