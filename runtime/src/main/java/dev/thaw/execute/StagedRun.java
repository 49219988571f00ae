package dev.thaw.execute;

import dev.thaw.engine.Answers;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.event.Operation;
import dev.thaw.event.RunEvent;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.FileCall;
import dev.thaw.operation.Payload;
import dev.thaw.operation.Request;
import dev.thaw.operation.Stage;
import dev.thaw.plan.OnHost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out what has several stages, and takes back what it did if one of them fails. What was
 * sent and not answered may be done: then the last stage is left to the look afterwards, and what
 * came before it is taken back. Used once.
 */
final class StagedRun {
  private static final int NOT_FOUND = 404;
  private static final int NOT_MODIFIED = 304;

  /** What one path of a container's layer may be as an archive: it is held in memory. */
  private static final int MOST = 64 << 20;

  private static final Duration UNDOING = Duration.ofSeconds(30);

  private final RunContext run;
  private final Operation operation;
  private final Request.Staged staged;
  private final CriuWords criu;
  private final long until;
  private Optional<String> made = Optional.empty();
  private boolean any;

  StagedRun(
      RunContext run,
      Operation operation,
      Request.Staged staged,
      CriuWords criu,
      Duration patience) {
    this.run = run;
    this.operation = operation;
    this.staged = staged;
    this.criu = criu;
    this.until = run.clock.nanos() + patience.toNanos();
  }

  /** Tries once. */
  Attempt attempt(Snapshot before) {
    staged
        .remarks()
        .forEach(remark -> run.events.emit(new RunEvent.Output(operation, false, remark)));
    for (Stage stage : staged.stages()) {
      Attempt attempt = one(stage);
      boolean last = stage instanceof Stage.Call call && starts(call.call());
      if (attempt instanceof Attempt.Accepted) {
        any = true;
      } else if (attempt instanceof Attempt.Lost && last) {
        return attempt;
      } else {
        return failed(attempt, before);
      }
    }
    return new Attempt.Accepted();
  }

  private static boolean starts(EngineCall call) {
    return call.query().containsKey("checkpoint");
  }

  private Attempt one(Stage stage) {
    Stage now = made.map(stage::with).orElse(stage);
    if (now instanceof Stage.Make make) {
      return make(make.call());
    }
    if (now instanceof Stage.Carry carry) {
      return carry(carry);
    }
    if (now instanceof Stage.OnDisk onDisk) {
      return onDisk(onDisk.call());
    }
    EngineCall call = ((Stage.Call) now).call();
    return starts(call)
        ? criu.explaining(made.orElse(operation.target()), () -> sent(call))
        : sent(call);
  }

  private Attempt make(EngineCall call) {
    try (Reply reply = run.engine.send(call, left())) {
      if (!reply.ok()) {
        return refused(reply);
      }
      String id = reply.json().path("Id").asText("");
      if (!EngineCall.isIdentifier(id)) {
        return new Attempt.Lost("the engine made a container whose Id is no identifier");
      }
      made = Optional.of(id);
      return new Attempt.Accepted();
    } catch (EngineException failure) {
      return RequestSender.withoutReply(failure);
    }
  }

  /** A start that the engine says was none (304) has restored nothing. */
  private Attempt sent(EngineCall call) {
    try (Reply reply = run.engine.send(call, left())) {
      if (reply.status() == NOT_MODIFIED) {
        return new Attempt.Refused(NOT_MODIFIED, "it runs already", Optional.empty());
      }
      return reply.ok() ? new Attempt.Accepted() : refused(reply);
    } catch (EngineException failure) {
      return RequestSender.withoutReply(failure);
    }
  }

  /** What is gone since it was listed is not carried. */
  private Attempt carry(Stage.Carry carry) {
    byte[] archive;
    String path = carry.from().query().get("path");
    try (Reply reply = run.engine.send(carry.from(), left())) {
      if (reply.status() == NOT_FOUND) {
        return new Attempt.Accepted();
      }
      if (!reply.ok()) {
        return refused(reply);
      }
      archive = reply.body().readNBytes(MOST + 1);
    } catch (EngineException failure) {
      return RequestSender.withoutReply(failure);
    } catch (IOException broken) {
      return new Attempt.NotSent("the archive of " + path + " broke off", false);
    }
    return archive.length > MOST
        ? new Attempt.NotSent(
            path + " in the container's own layer is more than the 64 MiB that are copied."
                + " Keep such files in a volume.",
            false)
        : sent(carry.to().carrying(Payload.of(archive)));
  }

  /** What cannot be removed any more when all is done does no harm. */
  private Attempt onDisk(FileCall call) {
    try {
      run.restrictions.files().engineFiles().perform(call);
      return new Attempt.Accepted();
    } catch (IOException failed) {
      if (call instanceof FileCall.Remove && any) {
        run.events.emit(new RunEvent.Output(
            operation, true, "warning: " + call + " failed: " + OnHost.told(failed)));
        return new Attempt.Accepted();
      }
      return new Attempt.Nothing("what " + call + " failed: " + OnHost.told(failed), false);
    }
  }

  /** Takes back what was done; the failure itself is told first. */
  private Attempt failed(Attempt attempt, Snapshot before) {
    boolean doubtful = attempt instanceof Attempt.Lost && staged.made().isPresent();
    if (!any && !doubtful) {
      return attempt;
    }
    if (made.isEmpty() && staged.made().isPresent()) {
      made = found();
    }
    if (made.isEmpty() && staged.made().isPresent()) {
      return attempt;
    }
    var undone = new ArrayList<String>();
    List<Stage> stages = staged.otherwise().stream()
        .map(stage -> made.map(stage::with).orElse(stage))
        .toList();
    run.tell(new RunEvent.Intent(
        operation,
        before.state(),
        stages.stream().flatMap(stage -> stage.calls().stream()).toList(),
        stages.stream()
            .filter(Stage.OnDisk.class::isInstance)
            .map(stage -> ((Stage.OnDisk) stage).call().toString())
            .toList(),
        1));
    for (Stage stage : stages) {
      Attempt back = undo(stage);
      if (!(back instanceof Attempt.Accepted)) {
        undone.add(back.reason());
      }
    }
    String what = undone.isEmpty()
        ? "what was made for it is removed again"
        : "what was made for it could not be removed: " + String.join("; ", undone)
            + made.map(id -> ". Remove the container " + id + ".").orElse("");
    return told(attempt, what);
  }

  private Attempt undo(Stage stage) {
    if (stage instanceof Stage.OnDisk onDisk) {
      try {
        run.restrictions.files().engineFiles().perform(onDisk.call());
        return new Attempt.Accepted();
      } catch (IOException failed) {
        return new Attempt.Nothing(OnHost.told(failed), false);
      }
    }
    try (Reply reply = run.breaker.urgent().send(((Stage.Call) stage).call(), UNDOING)) {
      return reply.ok() || reply.status() == NOT_FOUND ? new Attempt.Accepted() : refused(reply);
    } catch (EngineException failure) {
      return RequestSender.withoutReply(failure);
    }
  }

  private static Attempt told(Attempt attempt, String what) {
    if (attempt instanceof Attempt.Refused refused) {
      return new Attempt.Refused(
          refused.status(), refused.message() + "; " + what, refused.retryAfter());
    }
    return new Attempt.Nothing(attempt.reason() + "; " + what, false);
  }

  private Optional<String> found() {
    try {
      String id = Answers.to(run.breaker.urgent(), staged.made().orElseThrow(), UNDOING)
          .path(0)
          .path("Id")
          .asText("");
      return EngineCall.isIdentifier(id) ? Optional.of(id) : Optional.empty();
    } catch (EngineException unreadable) {
      return Optional.empty();
    }
  }

  private Attempt refused(Reply reply) throws EngineException {
    return new Attempt.Refused(
        reply.status(), reply.message(), RetryAfter.of(reply, run.clock.wall().instant()));
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(1, until - run.clock.nanos()));
  }
}
