package dev.thaw.await;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.FrameReader;
import dev.thaw.engine.OutputLine;
import dev.thaw.engine.Reply;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.EngineCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads single lines of containers' logs. */
final class LogReader {
  private static final Duration READING = Duration.ofSeconds(30);

  private final Engine engine;

  LogReader(Engine engine) {
    this.engine = engine;
  }

  /** Returns the first line of all that there is. */
  Optional<String> first(Snapshot of) throws EngineException {
    return line(of, Map.of("tail", "all"));
  }

  /** Returns the last line before a moment. */
  Optional<String> lastBefore(Snapshot of, Instant moment) throws EngineException {
    return line(of, Map.of("until", seconds(moment), "tail", "1"));
  }

  /** Returns the first line from a moment on. */
  Optional<String> firstSince(Snapshot of, Instant moment) throws EngineException {
    return line(of, Map.of("since", seconds(moment), "tail", "all"));
  }

  private Optional<String> line(Snapshot of, Map<String, String> which) throws EngineException {
    var query = new TreeMap<>(which);
    query.putAll(Map.of("stdout", "true", "stderr", "true"));
    EngineCall call = EngineCall.get("/containers/" + of.id() + "/logs", query);
    try (Reply reply = engine.send(call, READING).answering(call)) {
      FrameReader lines =
          of.inspection().tty() ? FrameReader.raw(reply.body()) : FrameReader.framed(reply.body());
      return lines.next().map(OutputLine::text).map(String::strip);
    }
  }

  /** Returns a moment as the engine's filters have it. */
  static String seconds(Instant moment) {
    return Math.max(0, moment.getEpochSecond()) + "." + String.format("%09d", moment.getNano());
  }
}
