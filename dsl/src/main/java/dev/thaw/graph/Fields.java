package dev.thaw.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

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

  static Iterable<JsonNode> array(JsonNode json) {
    if (!json.isArray()) {
      throw new IllegalArgumentException("not an array: " + json);
    }
    return json;
  }

  static Iterable<JsonNode> array(JsonNode object, String name) {
    return array(of(object, name));
  }

  static JsonNode object(JsonNode object, String name) {
    JsonNode json = of(object, name);
    if (!json.isObject()) {
      throw new IllegalArgumentException("not an object: " + json);
    }
    return json;
  }

  static List<String> texts(JsonNode object, String name) {
    return each(object, name, Fields::text);
  }

  static <T> List<T> each(JsonNode object, String name, Function<JsonNode, T> read) {
    var items = new ArrayList<T>();
    array(object, name).forEach(item -> items.add(read.apply(item)));
    return items;
  }

  static <E extends Enum<E>> E word(Class<E> words, JsonNode object, String name) {
    return Enum.valueOf(words, text(object, name).toUpperCase(Locale.ROOT));
  }

  static Duration milliseconds(JsonNode object, String name) {
    return milliseconds(of(object, name));
  }

  static boolean flag(JsonNode json) {
    if (!json.isBoolean()) {
      throw new IllegalArgumentException("not true or false: " + json);
    }
    return json.booleanValue();
  }

  static Duration milliseconds(JsonNode json) {
    if (!json.canConvertToLong() || !json.isIntegralNumber()) {
      throw new IllegalArgumentException("not a number of milliseconds: " + json);
    }
    return Duration.ofMillis(json.longValue());
  }

  static Instant instant(JsonNode json) {
    try {
      return Instant.parse(text(json));
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("not a moment: " + json, wrong);
    }
  }

  static int number(JsonNode object, String name) {
    return number(of(object, name));
  }

  static int number(JsonNode json) {
    if (!json.canConvertToInt() || !json.isIntegralNumber()) {
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
