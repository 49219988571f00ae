package dev.thaw.engine.sim;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON bodies put together of objects, maps, lists and plain values, and written without a mapper.
 */
final class Json {
  /** How the engine writes that something never happened. */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private Json() {}

  /** Returns a moment as the engine writes it. */
  static String moment(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse(NEVER);
  }

  /** Returns a text with a line break after it, as the engine sends it. */
  static byte[] bytes(Object value) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonTree.factory().createGenerator(bytes)) {
      write(json, value);
      json.writeRaw('\n');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof JsonObject object) {
      write(json, object.entries());
    } else if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        json.writeFieldName((String) entry.getKey());
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item);
      }
      json.writeEndArray();
    } else {
      json.writePOJO(value);
    }
  }
}
