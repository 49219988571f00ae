package dev.thaw.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.FactCatalog;
import dev.thaw.value.ValueKind;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The JSON form of what predicates compare. */
final class OperandJson {
  private OperandJson() {}

  static void write(JsonGenerator json, Operand operand) throws IOException {
    json.writeStartObject();
    if (operand instanceof Operand.FactRef reference) {
      write(json, reference);
    } else if (operand instanceof Operand.Literal literal) {
      json.writeFieldName("value");
      ValueJson.write(json, literal.value());
    } else if (operand instanceof Operand.Applied applied) {
      json.writeStringField("apply", applied.function().word());
      json.writeFieldName("to");
      write(json, applied.operand());
    } else {
      throw new IllegalStateException("no JSON form of " + operand.getClass());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Operand.FactRef reference) throws IOException {
    if (reference.fact().name().equals(FactCatalog.IT)) {
      ValueKind kind = reference.kinds().iterator().next();
      json.writeStringField(FactCatalog.IT, kind.name().toLowerCase(Locale.ROOT));
      return;
    }
    json.writeStringField("fact", reference.fact().name());
    if (!reference.key().isEmpty()) {
      json.writeStringField("key", reference.key());
    }
  }

  static Operand read(JsonNode json) {
    if (json.has("apply")) {
      return new Operand.Applied(
          read(Fields.of(json, "to")),
          ValueFunction.of(Fields.text(json, "apply")).orElseThrow());
    }
    return json.has("fact") || json.has(FactCatalog.IT)
        ? reference(json)
        : new Operand.Literal(ValueJson.read(Fields.of(json, "value")));
  }

  static Operand.FactRef reference(JsonNode json) {
    if (json.has(FactCatalog.IT)) {
      String kind = Fields.text(json, FactCatalog.IT).toUpperCase(Locale.ROOT);
      return Operand.FactRef.it(Optional.of(ValueKind.valueOf(kind)));
    }
    return new Operand.FactRef(
        FactCatalog.named(Fields.text(json, "fact")),
        json.has("key") ? Fields.text(json, "key") : "");
  }
}
