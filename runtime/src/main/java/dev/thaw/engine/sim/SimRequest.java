package dev.thaw.engine.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request on its way through the daemon.
 *
 * @param reference the part of the path that names a container or a command; empty for none
 * @param now when the daemon got it
 * @param criuFails what CRIU says if it fails at this request; empty if it works
 */
record SimRequest(EngineCall call, String reference, Instant now, Optional<String> criuFails) {
  private static final List<String> NO = List.of("", "0", "no", "false", "none");

  /**
   * Returns a parameter as moby's {@code httputils.BoolValue} reads it: whatever does not say no
   * says yes.
   */
  boolean flag(String name) {
    return !NO.contains(call.query().getOrDefault(name, "").strip().toLowerCase(Locale.ROOT));
  }

  /** Returns a parameter that is not empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(call.query().get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns a whole number.
   *
   * @throws Refusal if it is none: 500, with Go's words
   */
  Optional<Integer> number(String name) {
    Optional<String> text = text(name);
    try {
      return text.map(Integer::valueOf);
    } catch (NumberFormatException notNumber) {
      throw new Refusal(500, "strconv.Atoi: parsing \"" + text.get() + "\": invalid syntax");
    }
  }

  /**
   * Returns the body, missing if there is none.
   *
   * @throws Refusal if it is not JSON
   */
  JsonNode body() {
    if (call.body().isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JsonTree.read(call.body().getBytes(StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      throw new Refusal(400, "invalid JSON: unexpected EOF");
    }
  }
}
