package dev.thaw.engine.sim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object in the making; its keys stay in the order in which they were put. Not thread safe.
 */
final class JsonObject {
  private final Map<String, Object> entries = new LinkedHashMap<>();

  /**
   * Puts a value under a key.
   *
   * @param value a text, a number, a flag, a list, a map, another object, or null for JSON's own
   */
  JsonObject put(String key, Object value) {
    entries.put(key, value);
    return this;
  }

  /** Puts all that is in another object. */
  JsonObject putAll(JsonObject more) {
    entries.putAll(more.entries);
    return this;
  }

  Map<String, Object> entries() {
    return Collections.unmodifiableMap(entries);
  }
}
