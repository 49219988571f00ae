package dev.thaw.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.value.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of literals: an object whose one key tells the type, {@code {"bytes":"1024"}}. */
final class ValueJson {
  private ValueJson() {}

  static void write(JsonGenerator json, Value value) throws IOException {
    if (value.equals(Value.Absent.NULL)) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    if (value instanceof Value.Text text) {
      json.writeStringField("text", text.text());
    } else if (value instanceof Value.Number number) {
      json.writeStringField("number", number.number().toPlainString());
    } else if (value instanceof Value.Flag flag) {
      json.writeBooleanField("flag", flag.flag());
    } else if (value instanceof Value.Percent percent) {
      json.writeStringField("percent", percent.percent().toPlainString());
    } else if (value instanceof Value.Bytes bytes) {
      json.writeStringField("bytes", bytes.bytes().toString());
    } else if (value instanceof Value.Time time) {
      json.writeNumberField("milliseconds", time.time().toMillis());
    } else if (value instanceof Value.Moment moment) {
      json.writeStringField("instant", moment.instant().toString());
    } else if (value instanceof Value.Ago ago) {
      json.writeNumberField("millisecondsAgo", ago.time().toMillis());
    } else if (value instanceof Value.Listing listing) {
      json.writeFieldName("list");
      writeAll(json, listing.items());
    } else if (value instanceof Value.Secret secret) {
      write(json, secret);
    } else if (value instanceof Value.Members members) {
      json.writeFieldName("set");
      writeAll(json, members.items());
    } else {
      throw new IllegalStateException("no JSON form of " + value.getClass());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Value.Secret secret) throws IOException {
    json.writeArrayFieldStart("secret");
    for (Value.Secret.Piece piece : secret.pieces()) {
      json.writeStartObject();
      json.writeStringField(piece.secret() ? "of" : "text", piece.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static Value.Secret secret(JsonNode json) {
    var pieces = new ArrayList<Value.Secret.Piece>();
    for (JsonNode piece : Fields.array(json)) {
      String type = Fields.only(piece);
      pieces.add(new Value.Secret.Piece(Fields.text(piece, type), type.equals("of")));
    }
    return new Value.Secret(pieces);
  }

  static void writeAll(JsonGenerator json, List<Value> values) throws IOException {
    json.writeStartArray();
    for (Value value : values) {
      write(json, value);
    }
    json.writeEndArray();
  }

  static Value read(JsonNode json) {
    if (json.isNull()) {
      return Value.Absent.NULL;
    }
    String type = Fields.only(json);
    JsonNode content = json.get(type);
    return switch (type) {
      case "text" -> new Value.Text(Fields.text(content));
      case "number" -> new Value.Number(new BigDecimal(Fields.text(content)));
      case "flag" -> new Value.Flag(Fields.flag(content));
      case "percent" -> new Value.Percent(new BigDecimal(Fields.text(content)));
      case "bytes" -> new Value.Bytes(new BigInteger(Fields.text(content)));
      case "milliseconds" -> new Value.Time(Fields.milliseconds(content));
      case "secret" -> secret(content);
      case "instant" -> new Value.Moment(Fields.instant(content));
      case "millisecondsAgo" -> new Value.Ago(Fields.milliseconds(content));
      case "set" -> new Value.Members(readAll(content));
      case "list" -> new Value.Listing(readAll(content));
      default -> throw new IllegalArgumentException("no type of value is called " + type);
    };
  }

  static List<Value> readAll(JsonNode json) {
    var values = new ArrayList<Value>();
    Fields.array(json).forEach(item -> values.add(read(item)));
    return values;
  }
}
