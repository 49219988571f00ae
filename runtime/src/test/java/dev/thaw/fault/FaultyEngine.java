package dev.thaw.fault;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The real client, on a clock of its own: it says of each request what will become of it, waits a
 * moment where a silent engine would be waited for until the deadline, and lets the time pass that
 * this would have taken.
 */
final class FaultyEngine implements Engine {
  private static final EngineCall PING = EngineCall.get("/_ping");
  private static final Duration MOMENT = Duration.ofMillis(15);
  private static final Duration AGES = Duration.ofSeconds(60);

  private final Engine client;
  private final FaultProxy proxy;
  private final Strikes strikes;
  private final Scene scene;
  private final ReadWriteLock door = new ReentrantReadWriteLock();
  private boolean agreed;

  FaultyEngine(Engine client, FaultProxy proxy, Strikes strikes, Scene scene) {
    this.client = client;
    this.proxy = proxy;
    this.strikes = strikes;
    this.scene = scene;
  }

  @Override
  public String address() {
    return client.address();
  }

  @Override
  public Dialect dialect() throws EngineException {
    agree();
    return client.dialect();
  }

  @Override
  public Reply send(EngineCall call, Duration deadline) throws EngineException {
    agree();
    return send(call, deadline, strikes.next(call));
  }

  @Override
  public void close() {
    client.close();
  }

  /** The version is settled by a request of its own, which can fail as any other. */
  private synchronized void agree() throws EngineException {
    if (agreed) {
      return;
    }
    Fate drawn = strikes.next(PING);
    // Nobody can make the client wait less here.
    Fate fate = drawn.fault().endless() ? Fate.of(Fault.RESET_AFTER, 0) : drawn;
    through(PING, fate, client::dialect);
    agreed = true;
  }

  private Reply send(EngineCall call, Duration deadline, Fate fate) throws EngineException {
    Instant end = scene.now().plus(deadline);
    if (fate.fault() == Fault.LATE) {
      scene.pass(Duration.ofSeconds(1));
    }
    try {
      Reply reply = through(call, fate, () -> sent(call, fate));
      return new Reply(reply.status(), scene.headers(reply), new Waited(reply.body(), end));
    } catch (EngineException failed) {
      throw passed(failed, end);
    }
  }

  private Reply sent(EngineCall call, Fate fate) throws EngineException {
    try {
      return client.send(call, fate.fault().endless() ? MOMENT : AGES);
    } catch (EngineException failed) {
      if (fate.fault().endless() && failed.sent()) {
        fate.await();
      }
      throw failed;
    }
  }

  private interface Sending<T> {
    T send() throws EngineException;
  }

  private <T> T through(EngineCall call, Fate fate, Sending<T> sending) throws EngineException {
    String key = call.method() + " " + call.target();
    boolean refused = fate.fault().refused();
    var lock = refused ? door.writeLock() : door.readLock();
    lock.lock();
    try {
      if (refused) {
        scene.refused(call, fate.fault());
        proxy.leave(fate.fault() == Fault.SOCKET_GONE);
      } else {
        proxy.expect(key, fate);
      }
      return sending.send();
    } finally {
      if (refused) {
        proxy.comeBack();
      } else {
        proxy.forget(key, fate);
      }
      lock.unlock();
    }
  }

  private EngineException passed(EngineException failed, Instant end) {
    if (failed.fault() == EngineException.Fault.TIMEOUT) {
      scene.passUntil(end);
    }
    return failed;
  }

  /** A body whose deadline is the run's. */
  private final class Waited extends InputStream {
    private final InputStream body;
    private final Instant end;

    Waited(InputStream body, Instant end) {
      this.body = body;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return body.read(target, offset, length);
      } catch (EngineException failed) {
        throw passed(failed, end);
      }
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
