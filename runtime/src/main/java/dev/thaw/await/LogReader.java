package dev.thaw.await;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EventHistory;
import dev.thaw.engine.FrameReader;
import dev.thaw.engine.OutputLine;
import dev.thaw.engine.Reply;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.EngineCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads single lines of containers' logs. */
final class LogReader {

  private static final List<Duration> BACK =
      List.of(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofDays(10_000));

  private final Engine engine;

  LogReader(Engine engine) {
    this.engine = engine;
  }

  /** Returns the first line of all that there is. */
  Optional<String> first(Snapshot of) throws EngineException {
    return line(of, Map.of("tail", "all"));
  }

  /**
   * Returns the last line before a moment. The engine counts a tail from the log's own end, so that
   * all from some time before is read: more where that is nothing.
   */
  Optional<String> lastBefore(Snapshot of, Instant moment) throws EngineException {
    for (Duration back : BACK) {
      Instant since = moment.minus(back);
      Optional<String> last = last(
          of,
          Map.of(
              "since",
              EventHistory.seconds(since),
              "until",
              EventHistory.seconds(moment),
              "tail",
              "all"));
      if (last.isPresent()) {
        return last;
      }
    }
    return Optional.empty();
  }

  /** Returns the first line from a moment on. */
  Optional<String> firstSince(Snapshot of, Instant moment) throws EngineException {
    return line(of, Map.of("since", EventHistory.seconds(moment), "tail", "all"));
  }

  private Optional<String> last(Snapshot of, Map<String, String> which) throws EngineException {
    return line(of, which, lines -> {
      Optional<OutputLine> last = Optional.empty();
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        last = line;
      }
      return last;
    });
  }

  private Optional<String> line(Snapshot of, Map<String, String> which) throws EngineException {
    return line(of, which, FrameReader::next);
  }

  private interface Choice {
    Optional<OutputLine> of(FrameReader lines) throws EngineException;
  }

  private Optional<String> line(Snapshot of, Map<String, String> which, Choice choice)
      throws EngineException {
    var query = new TreeMap<>(which);
    query.putAll(Map.of("stdout", "true", "stderr", "true"));
    EngineCall call = EngineCall.get("/containers/" + of.id() + "/logs", query);
    try (Reply reply = engine.send(call, LogWaiter.READING).answering(call)) {
      FrameReader lines =
          of.inspection().tty() ? FrameReader.raw(reply.body()) : FrameReader.framed(reply.body());
      return choice.of(lines).map(OutputLine::text).map(String::strip);
    }
  }
}
