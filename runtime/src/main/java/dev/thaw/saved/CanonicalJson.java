package dev.thaw.saved;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON trees: in the one form that a digest is taken of, whatever order and space a file
 * has, or in a form for people.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * Returns the tree as UTF-8 without spaces, the fields of each object in order of their names.
   */
  static byte[] of(JsonNode tree) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonTree.factory().createGenerator(bytes, JsonEncoding.UTF8)) {
      write(json, tree, true);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Returns the tree as UTF-8 with its fields as they stand, indented, and a line end. */
  static byte[] indented(JsonNode tree) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonTree.factory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      write(json, tree, false);
      json.writeRaw('\n');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, JsonNode tree, boolean sorted) throws IOException {
    switch (tree.getNodeType()) {
      case OBJECT -> {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> field : fields(tree, sorted)) {
          json.writeFieldName(field.getKey());
          write(json, field.getValue(), sorted);
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (JsonNode item : tree) {
          write(json, item, sorted);
        }
        json.writeEndArray();
      }
      case STRING -> json.writeString(tree.textValue());
      case BOOLEAN -> json.writeBoolean(tree.booleanValue());
      case NULL -> json.writeNull();
      case NUMBER -> {
        if (tree.isIntegralNumber()) {
          json.writeNumber(tree.bigIntegerValue());
        } else {
          json.writeNumber(tree.decimalValue());
        }
      }
      default -> throw new IllegalArgumentException("no JSON: " + tree.getNodeType());
    }
  }

  private static Iterable<Map.Entry<String, JsonNode>> fields(JsonNode object, boolean sorted) {
    if (!sorted) {
      return object.properties();
    }
    var fields = new TreeMap<String, JsonNode>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields.entrySet();
  }
}
