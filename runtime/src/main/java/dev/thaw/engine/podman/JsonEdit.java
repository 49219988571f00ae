package dev.thaw.engine.podman;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.thaw.engine.EngineException;
import dev.thaw.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Changes texts of a JSON value, and leaves all else as it is. */
final class JsonEdit {
  private JsonEdit() {}

  /**
   * Copies a value with another text in all fields of a name.
   *
   * @param depth how many objects and arrays enclose the field: 1 for one of the outermost object
   * @throws EngineException {@code INVALID} if it is not JSON
   */
  static byte[] texts(byte[] json, int depth, String field, UnaryOperator<String> edit)
      throws EngineException {
    var copy = new ByteArrayOutputStream(json.length);
    try (JsonParser parser = JsonTree.factory().createParser(json);
        JsonGenerator generator = JsonTree.factory().createGenerator(copy)) {
      int enclosing = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        enclosing += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        boolean wanted = token == JsonToken.VALUE_STRING
            && enclosing == depth
            && field.equals(parser.currentName());
        if (wanted) {
          generator.writeString(edit.apply(parser.getText()));
        } else {
          generator.copyCurrentEventExact(parser);
        }
      }
    } catch (IOException notJson) {
      throw new EngineException(
          EngineException.Fault.INVALID, "the engine's reply is not JSON", notJson);
    }
    return copy.toByteArray();
  }
}
