package dev.thaw.await;

import com.fasterxml.jackson.core.JsonParser;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One stream of an engine's events, shared by all who wait for its containers. It begins with the
 * first of them and goes on until it is closed; where it breaks it is taken up again from the last
 * event on, and everybody looks for himself, as the engine remembers no more than 256. Thread safe.
 */
public final class Watch implements AutoCloseable {
  /** As long as a run may take. */
  private static final Duration FOREVER = Duration.ofDays(365);

  /** How long the first look waits for the stream; without it a look comes every now and then. */
  private static final Duration OPENING = Duration.ofSeconds(2);

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final Engine engine;
  private final Map<String, Lookout> lookouts = new ConcurrentHashMap<>();
  private boolean settled;
  private boolean closed;
  private Optional<Thread> reader = Optional.empty();
  private long last;

  public Watch(Engine engine) {
    this.engine = engine;
  }

  /** Returns the lookout for a container; what happens from now on is heard by it. */
  public Lookout of(String container) {
    begin();
    return lookouts.computeIfAbsent(container, id -> new Lookout());
  }

  private synchronized void begin() {
    if (reader.isEmpty() && !closed) {
      var thread = new Thread(this::follow, "events");
      thread.setDaemon(true);
      thread.start();
      reader = Optional.of(thread);
    }
    long end = System.nanoTime() + OPENING.toNanos();
    try {
      for (long left = OPENING.toNanos(); !settled && left > 0; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    Duration wait = FIRST_WAIT;
    while (!isClosed()) {
      long before = last;
      try {
        listen();
      } catch (IOException broken) {
        // Whoever waits looks every now and then, and is told if the engine cannot be asked.
        settle();
      }
      wait = last == before ? longer(wait) : FIRST_WAIT;
      rest(wait);
    }
  }

  private void listen() throws IOException {
    EngineCall call = Happening.from(last);
    try (Reply reply = engine.send(call, FOREVER)) {
      if (!reply.ok()) {
        throw new EngineException(EngineException.Fault.REFUSED, reply.message());
      }
      settle();
      // What has happened while nobody listened may be forgotten.
      lookouts.values().forEach(Lookout::stir);
      try (JsonParser parser = JsonTree.factory().createParser(reply.body())) {
        while (parser.nextToken() != null) {
          Happening.read(JsonTree.value(parser)).ifPresent(this::hear);
        }
      }
    }
  }

  private void hear(Happening happening) {
    last = Math.max(last, happening.nanos());
    lookouts.computeIfAbsent(happening.container(), id -> new Lookout()).hear(happening);
  }

  private synchronized void settle() {
    settled = true;
    notifyAll();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private static Duration longer(Duration wait) {
    Duration doubled = wait.multipliedBy(2);
    return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }

  private synchronized void rest(Duration wait) {
    try {
      if (!closed) {
        TimeUnit.NANOSECONDS.timedWait(this, wait.toNanos());
      }
    } catch (InterruptedException stopped) {
      closed = true;
    }
  }

  /** Ends the stream; who still waits looks every now and then. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    // A connection is used by one thread, and gives way to its interrupt.
    reader.ifPresent(Thread::interrupt);
  }
}
