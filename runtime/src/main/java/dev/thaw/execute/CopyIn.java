package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.event.RunEvent;
import dev.thaw.host.Packed;
import dev.thaw.host.Receipt;
import dev.thaw.operation.Request;
import dev.thaw.plan.Landing;
import dev.thaw.plan.OnHost;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Copies into one container. What was sent and not answered is in doubt, as no look tells what the
 * engine has unpacked, and is never sent again.
 */
final class CopyIn {
  private static final int MIB = 1 << 20;

  /** How much may be held in memory at once, all copies together. */
  private static final int ROOM = 64;

  private static final Semaphore MEMORY = new Semaphore(ROOM);

  private final RunContext run;
  private final Operation operation;
  private Optional<Landing> landing = Optional.empty();

  CopyIn(RunContext run, Operation operation) {
    this.run = run;
    this.operation = operation;
  }

  /**
   * Looks where it goes.
   *
   * @return why it is not done
   * @throws EngineException if that cannot be found out
   */
  Optional<String> look(Request.Upload upload, Allowance time) throws EngineException {
    Landing found = run.patience.ask(
        () -> Landing.of(run.engine, run.restrictions.files(), upload, time.left()));
    landing = Optional.of(found);
    return found.refusal().map(why -> "nothing was sent: " + why);
  }

  /** Returns the request with the place that was found, told as that may be told. */
  Request placed(Request.Upload upload) {
    Request.Upload found = landing.orElseThrow().upload();
    var secrets = run.restrictions.secrets();
    return upload.into(
        secrets.conceal(found.call().query().get("path")), secrets.conceal(found.name()));
  }

  /** Tries once. */
  Attempt attempt(RequestSender sender, Duration patience) {
    Landing found = landing.orElseThrow();
    int room = (int) Math.min(ROOM, found.parcel().orElseThrow().bytes() / MIB + 1);
    try {
      if (!MEMORY.tryAcquire(room, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Attempt.NotSent("other copies had all the memory for copies", true);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Attempt.NotSent("interrupted", false);
    }
    try {
      return attempt(sender, found, patience);
    } finally {
      MEMORY.release(room);
    }
  }

  private Attempt attempt(RequestSender sender, Landing found, Duration patience) {
    Packed packed;
    try {
      packed =
          run.restrictions.files().pack(found.upload().from(), found.upload().name());
    } catch (IOException unreadable) {
      return new Attempt.NotSent(OnHost.told(unreadable), false);
    }
    var once = new Request.Once(found.upload().call().carrying(packed.archive()));
    Attempt attempt = sender.send(once, false, patience, line -> {});
    if (attempt instanceof Attempt.Accepted) {
      Receipt read = packed.receipt();
      run.events.emit(new RunEvent.Copied(
          operation, new Receipt(found.place(), read.files(), read.bytes(), read.sha256())));
    }
    return attempt;
  }
}
