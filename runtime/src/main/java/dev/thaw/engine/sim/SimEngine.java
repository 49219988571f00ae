package dev.thaw.engine.sim;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import dev.thaw.engine.HostGauge;
import dev.thaw.engine.Reply;
import dev.thaw.engine.sim.Answer.Delivery;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An engine in this process that simulates a world by the rules of Docker 26.1.5.
 *
 * <p>The same world answers the same requests with the same bytes: identifiers come from names,
 * faults from counting, time from the clock. What it does not imitate it refuses with 501, and what
 * Docker does not know with Docker's own words. Thread safe.
 */
public final class SimEngine implements Engine {
  private final String address;
  private final World world;
  private final SimClock clock;
  private final SimDaemon daemon;
  private volatile boolean closed;

  /**
   * Starts a world.
   *
   * @param address how a user calls it: {@code sim}, {@code sim:world.yaml}
   * @param clock what waits and timestamps go by
   */
  public SimEngine(String address, World world, SimClock clock) {
    this.address = address;
    this.world = world;
    this.clock = clock;
    this.daemon = new SimDaemon(world, clock);
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public Dialect dialect() throws EngineException {
    EngineSpec engine = world.engine();
    Dialect common = Dialect.NEWEST.atLeast(engine.api()) ? engine.api() : Dialect.NEWEST;
    if (!common.atLeast(Dialect.OLDEST) || !common.atLeast(engine.minApi())) {
      throw new EngineException(
          Fault.UNSUPPORTED,
          "the engine at " + address + " speaks API " + engine.minApi() + " to " + engine.api()
              + ", Thaw " + Dialect.OLDEST + " to " + Dialect.NEWEST);
    }
    return common;
  }

  /**
   * {@inheritDoc}
   *
   * <p>What is asked is done even if the deadline passes first, as the daemon goes on without its
   * client.
   */
  @Override
  public Reply send(EngineCall call, Duration deadline) throws EngineException {
    if (closed) {
      throw new EngineException(Fault.UNREACHABLE, "the engine at " + address + " was closed");
    }
    Instant last = clock.now().plus(deadline);
    try {
      waitUntil(clock.now().plus(world.latency()), last);
      Answer answer = daemon.answer(call);
      if (!waitUntil(clock.now().plus(answer.takes()), last)) {
        throw new EngineException(
            Fault.TIMEOUT, "no answer from " + address + " within " + deadline.toMillis() + " ms");
      }
      return delivered(answer, last);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          Fault.LOST, "interrupted while waiting for " + address, interrupted);
    }
  }

  @Override
  public void close() {
    closed = true;
    daemon.close();
  }

  /** Returns what tells the use of the simulated machine. */
  public HostGauge gauge() {
    return machine -> world.host().map(host -> host.load(world.engine().memory()));
  }

  World world() {
    return world;
  }

  SimClock clock() {
    return clock;
  }

  SimDaemon daemon() {
    return daemon;
  }

  private boolean waitUntil(Instant moment, Instant last) throws InterruptedException {
    boolean inTime = !moment.isAfter(last);
    clock.await(inTime ? moment : last);
    return inTime;
  }

  /** Who follows for so long waits for others, and is not what moves the clock on. */
  private Optional<Instant> patience(Instant last) {
    return Optional.of(last).filter(clock.now().plus(SimClock.LONGEST_WAIT)::isAfter);
  }

  private Reply delivered(Answer answer, Instant last) throws EngineException {
    boolean nothingToCut = answer.delivery() == Delivery.CUT && answer.body().length == 0;
    if (answer.delivery() == Delivery.NONE || nothingToCut) {
      throw new EngineException(Fault.LOST, "the connection ended before the answer");
    }
    if (answer.feed().isPresent()) {
      return new Reply(
          answer.status(),
          answer.headers(),
          new EventStream(answer.body(), answer.feed().get(), patience(last), address));
    }
    InputStream body = answer.delivery() == Delivery.CUT
        ? new BrokenStream(answer.body(), answer.body().length / 2)
        : new ByteArrayInputStream(answer.body());
    return new Reply(answer.status(), answer.headers(), body);
  }
}
