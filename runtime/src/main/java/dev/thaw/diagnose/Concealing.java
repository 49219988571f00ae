package dev.thaw.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Takes out of a document what nobody may be told: health outputs and errors quote commands. */
final class Concealing {
  private Concealing() {}

  static JsonNode in(JsonNode document, UnaryOperator<String> conceal) {
    if (document.isTextual()) {
      return JsonNodeFactory.instance.textNode(conceal.apply(document.textValue()));
    }
    if (document.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      document.forEach(item -> array.add(in(item, conceal)));
      return array;
    }
    if (document.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : document.properties()) {
        object.set(field.getKey(), in(field.getValue(), conceal));
      }
      return object;
    }
    return document;
  }
}
