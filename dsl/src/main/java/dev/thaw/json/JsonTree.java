package dev.thaw.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads JSON into Jackson's tree through its streaming parser. A mapper would do the same, but
 * setting one up costs more than a short run's whole parsing. At most 500 levels deep; Jackson's
 * own limit holds of 20 MB a text. Thread safe.
 */
public final class JsonTree {
  /** Trees are read by recursion; a graph's conditions nest some 400 levels at most. */
  private static final int DEEPEST = 500;

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .streamReadConstraints(
          StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
      .build()
      .setCharacterEscapes(new VisibleText());

  private JsonTree() {}

  /** Returns the factory, to read or write by streaming with the same settings. */
  public static JsonFactory factory() {
    return FACTORY;
  }

  /**
   * Reads one value and expects nothing after it.
   *
   * @throws IOException if the bytes hold anything but one JSON value
   */
  public static JsonNode read(byte[] source) throws IOException {
    try (JsonParser parser = FACTORY.createParser(source)) {
      return document(parser);
    }
  }

  /**
   * Reads the value that starts at the parser's current token, and leaves the parser on its last
   * token.
   *
   * @throws IOException if the source fails or is not JSON
   */
  public static JsonNode value(JsonParser parser) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new JsonParseException(parser, "nothing where a JSON value should be");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, nodes.objectNode());
      case START_ARRAY -> array(parser, nodes.arrayNode());
      case VALUE_STRING -> nodes.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
        parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            ? nodes.numberNode(parser.getBigIntegerValue())
            : nodes.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL -> nodes.nullNode();
      default -> throw new JsonParseException(parser, "unexpected " + token);
    };
  }

  private static JsonNode document(JsonParser parser) throws IOException {
    parser.nextToken();
    JsonNode value = value(parser);
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more text after the end of the JSON value");
    }
    return value;
  }

  private static ObjectNode object(JsonParser parser, ObjectNode object) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser, ArrayNode array) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }
}
