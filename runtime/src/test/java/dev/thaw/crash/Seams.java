package dev.thaw.crash;

import dev.thaw.crash.Deeds.Who;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.engine.sim.SimEngine;
import dev.thaw.engine.sim.VirtualClock;
import dev.thaw.event.Occurrence;
import dev.thaw.event.RunEvent;
import dev.thaw.event.Sink;
import dev.thaw.execute.RunClock;
import dev.thaw.journal.CrashingStorage;
import dev.thaw.journal.Storage;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.Effect;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a process touches: the engine, a journal's disk, an audit log, the time. Each touch is a
 * moment at which the process may be struck. Thread safe.
 */
final class Seams {
  private static final Duration STEP = Duration.ofMillis(1);

  final SimEngine simulator;
  final VirtualClock time;
  final Deeds deeds;
  final Who who;
  final List<RunEvent> audit = new ArrayList<>();

  private final Strikes strikes;
  private int failedWrites;
  private volatile int known = -1;

  /** Strikes at moments. */
  interface Strikes {
    /** Is told of each moment before anything else happens at it. */
    void at(Moment moment, EngineCall call) throws IOException;

    /** Is told of each request before it gets to the engine. */
    void check(EngineCall call, List<RunEvent> audit);

    /** Lets time pass. */
    void sleep(Duration time);
  }

  Seams(SimEngine simulator, VirtualClock time, Deeds deeds, Who who, Strikes strikes) {
    this.simulator = simulator;
    this.time = time;
    this.deeds = deeds;
    this.who = who;
    this.strikes = strikes;
  }

  private void pass(Moment moment, EngineCall call) throws IOException {
    try {
      strikes.at(moment, call);
    } catch (IOException failed) {
      if (moment.file()) {
        synchronized (this) {
          failedWrites++;
        }
      }
      throw failed;
    }
  }

  /** Returns how many writes to files have failed. */
  synchronized int failedWrites() {
    return failedWrites;
  }

  /** Has the engine do something, and notes whose deed it is. */
  Reply perform(EngineCall call, Who who, Duration most) throws EngineException {
    if (!call.mutates()) {
      return simulator.send(call, most);
    }
    synchronized (deeds) {
      time.advance(STEP);
      Reply reply = simulator.send(call, most);
      if (reply.ok()) {
        deeds.add(call, who, time.now(), known);
      }
      return reply;
    }
  }

  Engine engine() {
    return new Engine() {
      @Override
      public String address() {
        return simulator.address();
      }

      @Override
      public Dialect dialect() throws EngineException {
        return simulator.dialect();
      }

      @Override
      public Reply send(EngineCall call, Duration deadline) throws EngineException {
        try {
          strikes.check(call, audited());
          pass(call.mutates() ? Moment.SENT : Moment.ASKED, call);
          Reply reply = perform(call, who, deadline);
          if (call.mutates()) {
            pass(Moment.RECEIVED, call);
          } else if (call.path().equals("/events")) {
            known = deeds.until(call);
          }
          return reply;
        } catch (EngineException told) {
          throw told;
        } catch (IOException impossible) {
          throw new IllegalStateException(impossible);
        }
      }

      @Override
      public void close() {}
    };
  }

  private List<RunEvent> audited() {
    synchronized (audit) {
      return List.copyOf(audit);
    }
  }

  Storage storage(CrashingStorage disk) {
    return new Storage() {
      @Override
      public long size() {
        return disk.size();
      }

      @Override
      public void write(long at, ByteBuffer bytes) throws IOException {
        pass(Moment.JOURNAL_WRITE, null);
        try {
          disk.write(at, bytes);
        } catch (IOException full) {
          synchronized (Seams.this) {
            failedWrites++;
          }
          throw full;
        }
      }

      @Override
      public void force() throws IOException {
        pass(Moment.JOURNAL_FORCE, null);
        disk.force();
      }

      @Override
      public byte[] read() {
        return disk.read();
      }

      @Override
      public void close() {}
    };
  }

  void remove() throws IOException {
    pass(Moment.JOURNAL_REMOVAL, null);
  }

  /** The audit log: what it took it keeps. */
  Sink log() {
    return this::accept;
  }

  private void accept(Occurrence occurrence) throws IOException {
    if (recorded(occurrence.event())) {
      pass(Moment.AUDIT_WRITE, null);
      synchronized (audit) {
        audit.add(occurrence.event());
      }
    }
  }

  static boolean recorded(RunEvent event) {
    return event instanceof RunEvent.Intent
        || event instanceof RunEvent.Finished finished
            && finished.attempts() > 0
            && finished.operation().action().operation().effect() != Effect.OBSERVE;
  }

  RunClock clock() {
    return new RunClock() {
      @Override
      public Clock wall() {
        return new Wall(time);
      }

      @Override
      public long nanos() {
        return Duration.between(Instant.EPOCH, time.now()).toNanos();
      }

      @Override
      public void sleep(Duration duration) {
        strikes.sleep(duration);
      }
    };
  }

  /** A clock that goes on, as the system's does. */
  private static final class Wall extends Clock {
    private final VirtualClock time;

    private Wall(VirtualClock time) {
      this.time = time;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return time.now();
    }
  }
}
