package dev.thaw.execute;

import dev.thaw.await.Asking;
import dev.thaw.await.Lookout;
import dev.thaw.await.Standing;
import dev.thaw.await.View;
import dev.thaw.await.Waiter;
import dev.thaw.await.Waiters;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Inventory;
import dev.thaw.event.Operation;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Effect;
import dev.thaw.operation.Probing;
import dev.thaw.operation.Request;
import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One wait on one container: hear, look, judge, until it is over. What the engine tells is only
 * reason to look; a look decides. Used once, by one thread.
 */
final class WaitRun {
  /** How long one look may take, its tries included. */
  private static final Duration SEEING = Duration.ofSeconds(30);

  /** What is over soon needs no words. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  private final RunContext run;
  private final Operation operation;
  private final Request.Await await;
  private final Allowance time;
  private final boolean framed;
  private String told = "";

  /**
   * @param time how long it may take
   * @param framed whether the container has no terminal
   */
  WaitRun(
      RunContext run, Operation operation, Request.Await await, Allowance time, boolean framed) {
    this.run = run;
    this.operation = operation;
    this.await = await;
    this.time = time;
    this.framed = framed;
  }

  /**
   * Waits.
   *
   * @param history gets an attempt if commands are sent
   * @param seen gets every look at the container
   * @throws EngineException if the engine cannot be asked any more
   */
  Conclusion run(ContainerState before, History history, Consumer<Snapshot> seen)
      throws EngineException {
    if (operation.action().effect() != Effect.OBSERVE) {
      run.events.emit(new RunEvent.Intent(operation, before, await.calls(), 1));
      run.tally.sending();
      history.add(new Attempt.Accepted());
    }
    Standing end = await(seen);
    return end.kind() == Standing.Kind.REACHED
        ? Conclusion.last(Outcome.OBSERVED, end.reason() + " after " + seconds(time.spent()))
        : Conclusion.last(Outcome.FAILED, WaitFailure.reason(run, operation, end.reason()));
  }

  private Standing await(Consumer<Snapshot> seen) throws EngineException {
    Lookout lookout = run.watching.of(operation.target());
    var waiters = new Waiters(run.engine, run.clock.wall(), run.clock::nanos, this::asking);
    Waiter waiter = run.patience.ask(() -> waiters.of(await.what()));
    while (true) {
      long heard = lookout.heard();
      Optional<Inventory.Looked> now =
          run.patience.look(SEEING, inventory -> inventory.look(operation.target()));
      if (now.isEmpty()) {
        return waiter.gone(lookout);
      }
      seen.accept(now.get().snapshot());
      Standing standing = run.patience.ask(() -> waiter.judge(View.of(now.get(), lookout)));
      if (standing.kind() != Standing.Kind.OPEN) {
        return standing;
      }
      if (time.over()) {
        return notIn(new Value.Time(time.longest()).display(), standing);
      }
      tell(now.get().snapshot(), standing.reason());
      Duration next = waiter.again().compareTo(time.left()) < 0 ? waiter.again() : time.left();
      if (!run.watching.await(run, lookout, heard, next)) {
        return notIn("the time that the run had left", standing);
      }
    }
  }

  private static Standing notIn(String limit, Standing last) {
    return Standing.failed("not within " + limit + ": " + last.reason());
  }

  /** A paused one may need a person, who is to know at once. */
  private void tell(Snapshot now, String reason) {
    boolean paused = now.state() == ContainerState.PAUSED;
    if ((paused || time.spent().compareTo(WORTH_TELLING) >= 0) && !reason.equals(told)) {
      told = reason;
      run.events.emit(new RunEvent.Waiting(
          operation, paused, run.restrictions.secrets().conceal(reason), time.spent()));
    }
  }

  private Asking asking(Probing probing) {
    return probing
        .command()
        .<Asking>map(command -> (view, timeout) -> command(command, timeout))
        .orElseGet(() -> new NetworkProbe(run, probing.probe()));
  }

  private String command(Request.Command command, Duration timeout) {
    var sender = new RequestSender(run.engine, run.breaker.urgent(), run.clock);
    var last = new StringBuilder();
    Attempt attempt = sender.send(command, framed, timeout, line -> {
      last.setLength(0);
      last.append(line.text(), 0, Math.min(line.text().length(), 160));
    });
    boolean passed = attempt instanceof Attempt.Ran ran && ran.exitCode() == 0;
    String words = last.isEmpty() ? "" : ", ‘" + last + "’";
    return passed ? "" : "fails: " + attempt.reason() + words;
  }

  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).setScale(2, RoundingMode.HALF_UP) + " s";
  }
}
