package dev.thaw.execute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.FrameReader;
import dev.thaw.engine.OutputLine;
import dev.thaw.engine.Reply;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends an operation's requests once, and says in one place what the engine's answers mean. */
final class RequestSender {
  private static final int NOT_MODIFIED = 304;
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final Duration AFTERMATH = Duration.ofSeconds(5);

  private static final int OUTCOME_TRIES = 4;
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);

  private final Engine engine;
  private final Engine urgent;
  private final RunClock clock;
  private boolean partly;

  /** @param urgent the same engine, for what must be known of a request that has left */
  RequestSender(Engine engine, Engine urgent, RunClock clock) {
    this.engine = engine;
    this.urgent = urgent;
    this.clock = clock;
  }

  /** Takes lines of output as they come, or pieces of such as are too long. */
  interface Lines {
    void line(OutputLine line);
  }

  /**
   * Sends.
   *
   * @param framed whether streams are framed, as they are without a terminal
   * @param patience how long all of it may take
   */
  Attempt send(Request request, boolean framed, Duration patience, Lines lines) {
    long until = clock.nanos() + patience.toNanos();
    if (request instanceof Request.Once once) {
      return once(once.call(), until);
    }
    if (request instanceof Request.Proven proven) {
      return inOrder(proven.calls(), until);
    }
    if (request instanceof Request.Stream stream) {
      return stream(stream.call(), framed, until, lines);
    }
    if (request instanceof Request.Command command) {
      return command(command, until, lines);
    }
    return new Attempt.Accepted();
  }

  private Attempt once(EngineCall call, long until) {
    try (Reply reply = engine.send(call, left(until))) {
      if (reply.status() == NOT_MODIFIED) {
        return new Attempt.Unmodified();
      }
      return reply.ok() ? new Attempt.Accepted() : refused(reply);
    } catch (EngineException failure) {
      return withoutReply(failure);
    }
  }

  /** Returns whether the last that was sent came to an end only after some of it had been done. */
  boolean partly() {
    return partly;
  }

  /**
   * What was sent before one that fails is done: the look afterwards tells how far it came. What is
   * to be removed does not wait for what could not be: it may be what an earlier try has removed.
   */
  private Attempt inOrder(List<EngineCall> calls, long until) {
    Attempt worst = new Attempt.Accepted();
    boolean any = false;
    for (EngineCall call : calls) {
      Attempt attempt = once(call, until);
      boolean done = attempt instanceof Attempt.Accepted || attempt instanceof Attempt.Unmodified;
      any |= done;
      if (!done) {
        worst = attempt;
        if (!(attempt instanceof Attempt.Refused) || !call.method().equals("DELETE")) {
          break;
        }
      }
    }
    partly = any && !(worst instanceof Attempt.Accepted);
    return worst;
  }

  private Attempt stream(EngineCall call, boolean framed, long until, Lines lines) {
    try (Reply reply = engine.send(call, left(until))) {
      if (!reply.ok()) {
        return refused(reply);
      }
      copy(reply, framed, lines);
      return new Attempt.Accepted();
    } catch (EngineException failure) {
      return withoutReply(failure);
    }
  }

  private Attempt command(Request.Command command, long until, Lines lines) {
    Optional<Request.Command> made;
    try (Reply reply = engine.send(command.create(), left(until))) {
      if (!reply.ok()) {
        Attempt refused = refused(reply);
        return refused.inDoubt() ? new Attempt.NotSent(refused.reason(), true) : refused;
      }
      made = command.identified(reply.json().path("Id").asText(""));
    } catch (EngineException failure) {
      // Made or not, a command that nobody started does nothing.
      return new Attempt.NotSent(failure.getMessage(), true);
    }
    return made.map(identified -> run(identified, until, lines))
        .orElseGet(() ->
            new Attempt.NotSent("the engine made a command whose Id is no identifier", false));
  }

  private Attempt run(Request.Command command, long until, Lines lines) {
    Attempt ran = stream(command.run(), true, until, lines);
    if (ran instanceof Attempt.Accepted) {
      return outcome(command.outcome(), until);
    }
    return ran.inDoubt() ? outcomeInDoubt(command.outcome(), ran) : ran;
  }

  /** The engine knows the exit code of a command that has ended, whatever became of the reply. */
  private Attempt outcomeInDoubt(EngineCall call, Attempt ran) {
    Attempt outcome = outcome(call, clock.nanos() + AFTERMATH.toNanos());
    return outcome instanceof Attempt.Ran ? outcome : new Attempt.Lost(ran.reason());
  }

  /** Asks again where there is no answer, or not yet: the stream may end before the command. */
  private Attempt outcome(EngineCall call, long until) {
    Attempt attempt = outcomeNow(call, until);
    Duration wait = FIRST_WAIT;
    for (int tries = 1; attempt instanceof Attempt.Lost && tries < OUTCOME_TRIES; tries++) {
      if (wait.compareTo(left(until)) >= 0 || !slept(wait)) {
        return attempt;
      }
      attempt = outcomeNow(call, until);
      wait = wait.multipliedBy(2);
    }
    return attempt;
  }

  private boolean slept(Duration wait) {
    try {
      clock.sleep(wait);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Attempt outcomeNow(EngineCall call, long until) {
    try (Reply reply = urgent.send(call, left(until))) {
      JsonNode command = reply.json();
      JsonNode exitCode = command.path("ExitCode");
      return reply.ok()
              && exitCode.canConvertToInt()
              && !command.path("Running").booleanValue()
          ? new Attempt.Ran(exitCode.intValue())
          : new Attempt.Lost("the command ended, but the engine does not tell its exit code");
    } catch (EngineException failure) {
      return new Attempt.Lost(
          "the command ended, but its exit code is not known: " + failure.getMessage());
    }
  }

  private static void copy(Reply reply, boolean framed, Lines lines) throws EngineException {
    FrameReader reader = framed ? FrameReader.framed(reply.body()) : FrameReader.raw(reply.body());
    for (Optional<OutputLine> line = reader.next(); line.isPresent(); line = reader.next()) {
      lines.line(line.get());
    }
  }

  /** No engine says 502 or 504: whoever is in between lost patience, the engine may go on. */
  private Attempt refused(Reply reply) throws EngineException {
    if (reply.status() == BAD_GATEWAY || reply.status() == GATEWAY_TIMEOUT) {
      return new Attempt.Lost("a gateway answers " + reply.status() + ": " + reply.message());
    }
    return new Attempt.Refused(
        reply.status(), reply.message(), RetryAfter.of(reply, clock.wall().instant()));
  }

  static Attempt withoutReply(EngineException failure) {
    return failure.sent()
        ? new Attempt.Lost(failure.getMessage())
        : new Attempt.NotSent(
            failure.getMessage(),
            failure.fault() == EngineException.Fault.UNREACHABLE
                || failure.fault() == EngineException.Fault.SHUNNED);
  }

  private Duration left(long until) {
    return Duration.ofNanos(Math.max(1, until - clock.nanos()));
  }
}
