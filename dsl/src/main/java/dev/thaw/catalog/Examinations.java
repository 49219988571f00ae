package dev.thaw.catalog;

import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Request;
import java.util.List;
import java.util.Map;

/** What is asked of a container to make a diagnosis. */
final class Examinations {
  private Examinations() {}

  static Request of(Snapshot target, Arguments arguments, Dialect dialect) {
    String container = "/containers/" + target.id();
    int lines = arguments.count("tail").orElseThrow().intValue();
    return new Request.Examination(
        List.of(
            EngineCall.get(container + "/json"),
            EngineCall.get(container + "/stats", Map.of("stream", "false", "one-shot", "true")),
            EngineCall.get(
                container + "/logs",
                Map.of("stdout", "true", "stderr", "true", "tail", Integer.toString(lines))),
            EngineCall.get("/info"),
            EngineCall.get("/events", Map.of("since", "0", "until", Request.Examination.NOW))),
        lines);
  }
}
