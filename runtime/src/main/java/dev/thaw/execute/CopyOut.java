package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.event.Operation;
import dev.thaw.event.RunEvent;
import dev.thaw.host.Host;
import dev.thaw.host.HostCall;
import dev.thaw.host.Presence;
import dev.thaw.host.Receipt;
import dev.thaw.host.TornArchiveException;
import dev.thaw.operation.Request;
import dev.thaw.plan.OnHost;
import java.io.IOException;
import java.time.Duration;

/**
 * Copies out of one container. The engine is only asked, so that nothing is ever in doubt: what did
 * not come whole is not there, and may be asked for again.
 */
final class CopyOut {
  private final RunContext run;
  private final Operation operation;
  private final boolean several;

  /** @param several whether its step takes several containers */
  CopyOut(RunContext run, Operation operation, boolean several) {
    this.run = run;
    this.operation = operation;
    this.several = several;
  }

  /** Tries once. */
  Attempt attempt(Request.Download download, Duration patience) {
    Host host = run.restrictions.files();
    HostCall call;
    try {
      String id =
          operation.target().substring(0, Math.min(12, operation.target().length()));
      call = OnHost.call(host, download, operation.name(), id, several);
      if (!call.overwrite() && host.at(call.path()) != Presence.NOTHING) {
        return new Attempt.NotSent(
            call.path() + " is there already. Remove it, or say overwrite true.", false);
      }
    } catch (IOException impossible) {
      return new Attempt.NotSent(OnHost.told(impossible), false);
    }
    Receipt receipt;
    try (Reply reply = run.engine.send(download.call(), patience)) {
      if (!reply.ok()) {
        return refused(reply);
      }
      receipt = host.receive(call, reply.body());
    } catch (EngineException failure) {
      return failure.sent()
          ? new Attempt.Nothing(failure.getMessage(), true)
          : RequestSender.withoutReply(failure);
    } catch (TornArchiveException torn) {
      return new Attempt.Nothing(torn.getMessage(), true);
    } catch (IOException unwritable) {
      return new Attempt.Nothing("not written: " + OnHost.told(unwritable), false);
    }
    run.events.emit(new RunEvent.Copied(operation, receipt));
    return new Attempt.Accepted();
  }

  private Attempt refused(Reply reply) throws EngineException {
    var refused = new Attempt.Refused(
        reply.status(), reply.message(), RetryAfter.of(reply, run.clock.wall().instant()));
    return refused.inDoubt() ? new Attempt.Nothing(refused.reason(), true) : refused;
  }
}
