package dev.thaw.graph;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads fields that must be there; a graph that lacks one was damaged or made by another version.
 */
final class Fields {
  private Fields() {}

  static JsonNode of(JsonNode object, String name) {
    JsonNode field = object.get(name);
    if (field == null) {
      throw new IllegalArgumentException("no field " + name + " in " + object);
    }
    return field;
  }

  static String text(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException("not a text: " + json);
    }
    return json.textValue();
  }

  static String text(JsonNode object, String name) {
    return text(of(object, name));
  }

  static int number(JsonNode object, String name) {
    JsonNode json = of(object, name);
    if (!json.canConvertToInt()) {
      throw new IllegalArgumentException("not a whole number: " + json);
    }
    return json.intValue();
  }

  static String only(JsonNode object) {
    if (object.size() != 1 || !object.isObject()) {
      throw new IllegalArgumentException("not an object of one field: " + object);
    }
    return object.fieldNames().next();
  }
}
