package dev.thaw.execute;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.engine.Upload;
import dev.thaw.event.EventBus;
import dev.thaw.event.RunEvent;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import java.time.Duration;

/**
 * An engine that is left alone for a while where it fails again and again: a request that would be
 * the next one fails at once, and is not sent.
 *
 * <p>Failures are a connection that is refused or breaks off, 502, 503 and 504, and a question that
 * the engine answers by another 5xx or not in time. That a change takes too long, or is answered by
 * 500, may be its container's fault: so it is in Docker where an image's command does not exist.
 * 404, 409 and their like are answers.
 *
 * <p>The library is not loaded before the first failure: a run without failures does not pay for
 * it.
 */
final class BreakerEngine implements Engine {
  private final Engine engine;
  private final RunClock clock;
  private final EventBus events;
  private final Engine urgent;
  private volatile Breaker breaker;

  BreakerEngine(Engine engine, RunClock clock, EventBus events) {
    this.engine = engine;
    this.clock = clock;
    this.events = events;
    this.urgent = new Urgent();
  }

  /**
   * Returns the same engine for what must be tried in any case: to undo what was done, and to see
   * what became of what was sent. What comes of that counts as well.
   */
  Engine urgent() {
    return urgent;
  }

  /** Returns how long until a request may be let through; of interest while it is left alone. */
  Duration untilProbe() {
    Breaker known = breaker;
    return known == null ? Duration.ZERO : known.untilProbe();
  }

  @Override
  public String address() {
    return engine.address();
  }

  @Override
  public Dialect dialect() throws EngineException {
    return engine.dialect();
  }

  @Override
  public Reply send(EngineCall call, Duration deadline) throws EngineException {
    return admitted(call, () -> engine.send(call, deadline));
  }

  @Override
  public Reply send(EngineCall call, Upload upload, Duration deadline) throws EngineException {
    return admitted(call, () -> engine.send(call, upload, deadline));
  }

  /** Something that gets a reply of the engine. */
  private interface Exchange {
    Reply carry() throws EngineException;
  }

  private Reply admitted(EngineCall call, Exchange exchange) throws EngineException {
    Breaker asked = breaker;
    if (asked == null) {
      return pass(call, exchange);
    }
    admit(asked);
    boolean decided = false;
    try {
      Reply reply = pass(call, exchange);
      decided = true;
      return reply;
    } catch (EngineException failure) {
      decided = sign(call, failure) != Sign.NONE;
      throw failure;
    } finally {
      if (!decided) {
        asked.undecided();
      }
    }
  }

  /** Sends, whether it is left alone or not, and notes what comes of it. */
  private Reply pass(EngineCall call, Exchange exchange) throws EngineException {
    try {
      Reply reply = exchange.carry();
      note(sick(call, reply) ? Sign.SICK : Sign.WELL);
      return announced(reply);
    } catch (EngineException failure) {
      note(sign(call, failure));
      announce();
      throw failure;
    }
  }

  /** What a request says of the engine. */
  private enum Sign {
    SICK,
    WELL,
    NONE
  }

  private void admit(Breaker asked) throws EngineException {
    boolean admitted = asked.admits();
    announce();
    if (!admitted) {
      long tenths = (asked.untilProbe().toMillis() + 99) / 100;
      throw new EngineException(
          EngineException.Fault.SHUNNED,
          "the engine failed too often just now and is left alone for another " + tenths / 10 + "."
              + tenths % 10 + " s");
    }
  }

  private void note(Sign sign) {
    Breaker known = breaker;
    if (sign == Sign.SICK) {
      known().failed();
    } else if (known != null && sign == Sign.WELL) {
      known.answered();
    }
  }

  private synchronized Breaker known() {
    if (breaker == null) {
      breaker = new Breaker(clock);
    }
    return breaker;
  }

  private static boolean sick(EngineCall call, Reply reply) {
    int status = reply.status();
    return status >= 502 && status <= 504 || status == 500 && !call.mutates();
  }

  private static Sign sign(EngineCall call, EngineException failure) {
    return switch (failure.fault()) {
      case UNREACHABLE, LOST -> Sign.SICK;
      case TIMEOUT -> call.mutates() ? Sign.NONE : Sign.SICK;
      case DENIED, UNSUPPORTED, SHUNNED, REFUSED, INVALID -> Sign.NONE;
    };
  }

  private Reply announced(Reply reply) throws EngineException {
    boolean given = false;
    try {
      announce();
      given = true;
      return reply;
    } finally {
      if (!given) {
        reply.close();
      }
    }
  }

  private void announce() {
    Breaker known = breaker;
    if (known != null) {
      for (RunEvent event : known.happened()) {
        events.emit(event);
      }
    }
  }

  @Override
  public void close() {
    engine.close();
  }

  private final class Urgent implements Engine {
    @Override
    public String address() {
      return engine.address();
    }

    @Override
    public Dialect dialect() throws EngineException {
      return engine.dialect();
    }

    @Override
    public Reply send(EngineCall call, Duration deadline) throws EngineException {
      return pass(call, () -> engine.send(call, deadline));
    }

    @Override
    public Reply send(EngineCall call, Upload upload, Duration deadline) throws EngineException {
      return pass(call, () -> engine.send(call, upload, deadline));
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
