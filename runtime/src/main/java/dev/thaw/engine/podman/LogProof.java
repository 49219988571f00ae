package dev.thaw.engine.podman;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.FrameReader;
import dev.thaw.engine.OutputLine;
import dev.thaw.engine.Reply;
import dev.thaw.operation.EngineCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows by its log that a container that has moved goes on: the last line that it wrote here stands
 * there too, and another one follows which is not its first.
 */
final class LogProof {
  private static final Duration READING = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration SOON = Duration.ofMillis(100);
  private static final String MANY = "1000";

  private final Engine here;
  private final Engine there;
  private final String id;
  private final boolean tty;

  LogProof(Engine here, Engine there, String id, boolean tty) {
    this.here = here;
    this.there = there;
    this.id = id;
    this.tty = tty;
  }

  /** Returns the last line that was written here. */
  Optional<String> last() throws EngineException {
    return lines(here, "1").stream().reduce((before, after) -> after);
  }

  /** Returns what the proof lacks, once it has moved. */
  Optional<String> missing() throws EngineException {
    String last = last().orElse("");
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      List<String> lines = lines(there, MANY);
      int index = lines.lastIndexOf(last);
      if (index >= 0 && index + 1 < lines.size()) {
        boolean anew = lines.get(index + 1).equals(lines.get(0));
        return anew
            ? Optional.of("after ‘" + last + "’ it began with ‘" + lines.get(0) + "’ again")
            : Optional.empty();
      }
      LockSupport.parkNanos(SOON.toNanos());
    }
    return Optional.of("it has written nothing after ‘" + last + "’");
  }

  private List<String> lines(Engine engine, String tail) throws EngineException {
    EngineCall call = EngineCall.get(
        "/containers/" + id + "/logs",
        new TreeMap<>(Map.of("stdout", "true", "stderr", "true", "tail", tail)));
    var lines = new ArrayList<String>();
    try (Reply reply = engine.send(call, READING).answering(call)) {
      FrameReader reader = tty ? FrameReader.raw(reply.body()) : FrameReader.framed(reply.body());
      for (Optional<OutputLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        lines.add(line.get().text());
      }
    }
    return lines;
  }
}
