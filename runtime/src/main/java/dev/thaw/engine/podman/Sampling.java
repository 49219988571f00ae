package dev.thaw.engine.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.operation.EngineCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Statistics of two samples. Docker waits a second for the second one; Podman tells one alone, with
 * nothing before it (podman, {@code pkg/api/handlers/compat/containers_stats_linux.go}), from which
 * nobody can tell a rate.
 */
final class Sampling {
  private static final Pattern STATS = Pattern.compile("/containers/[^/]+/stats");
  private static final Duration APART = Duration.ofSeconds(1);

  private Sampling() {}

  /** Returns whether a request asks for two samples. */
  static boolean wanted(EngineCall call) {
    return STATS.matcher(call.path()).matches()
        && "false".equals(call.query().get("stream"))
        && !"true".equals(call.query().get("one-shot"));
  }

  /**
   * Takes both samples.
   *
   * @param deadline how long it may take, the wait between them included
   */
  static Reply take(Engine engine, EngineCall call, Duration deadline) throws EngineException {
    long begun = System.nanoTime();
    Reply first = engine.send(call, deadline);
    if (!first.ok()) {
      return first;
    }
    JsonNode before = first.json();
    if (before.path("cpu_stats").path("system_cpu_usage").asLong() == 0) {
      return told(before);
    }
    LockSupport.parkNanos(APART.toNanos());
    Duration left = deadline.minusNanos(System.nanoTime() - begun);
    Reply second = engine.send(call, left.isNegative() ? Duration.ZERO : left);
    if (!second.ok()) {
      return second;
    }
    JsonNode now = second.json();
    if (now instanceof ObjectNode both) {
      both.set("precpu_stats", before.path("cpu_stats"));
    }
    return told(now);
  }

  private static Reply told(JsonNode sample) {
    return Reply.of(200, "application/json", sample.toString().getBytes(StandardCharsets.UTF_8));
  }
}
