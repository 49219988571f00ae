package dev.thaw.engine.podman;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.operation.EngineCall;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ends containers that are paused. Docker's stop and restart thaw a paused one first; Podman
 * refuses, and leaves it as it is (measured on 5.4.2).
 */
final class Thawing {
  private static final Pattern ENDS = Pattern.compile("(/containers/[^/]+)/(?:stop|restart)");
  private static final int CONFLICT = 409;

  private Thawing() {}

  /**
   * Sends what Podman has refused once more if the container is paused, after an unpause.
   *
   * @param refused its answer
   * @return that answer if this was not the reason, else the new one
   */
  static Reply again(Engine engine, EngineCall call, Reply refused, Duration left)
      throws EngineException {
    Matcher path = ENDS.matcher(call.path());
    if (refused.status() != CONFLICT || !path.matches() || !paused(engine, path.group(1), left)) {
      return refused;
    }
    try (Reply thawed = engine.send(EngineCall.post(path.group(1) + "/unpause"), left)) {
      if (!thawed.ok()) {
        return refused;
      }
    }
    refused.close();
    return Translation.reply(call, engine.send(call, left));
  }

  private static boolean paused(Engine engine, String container, Duration left)
      throws EngineException {
    try (Reply seen = engine.send(EngineCall.get(container + "/json"), left)) {
      Optional<String> state = seen.ok()
          ? Optional.of(seen.json().path("State").path("Status").asText(""))
          : Optional.empty();
      return state.filter("paused"::equals).isPresent();
    }
  }
}
