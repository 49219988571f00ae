package dev.thaw.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.FactCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON form of predicates. A start from a cached graph must not need the parser of the
 * language.
 */
final class PredicateJson {
  private PredicateJson() {}

  static void write(JsonGenerator json, Predicate predicate) throws IOException {
    if (predicate instanceof Predicate.Constant constant) {
      json.writeBoolean(constant.truth());
      return;
    }
    json.writeStartObject();
    if (predicate instanceof Predicate.And and) {
      writeAll(json, "and", and.parts());
    } else if (predicate instanceof Predicate.Or or) {
      writeAll(json, "or", or.parts());
    } else if (predicate instanceof Predicate.Not not) {
      json.writeFieldName("not");
      write(json, not.part());
    } else if (predicate instanceof Predicate.Holds holds) {
      json.writeFieldName("holds");
      write(json, holds.fact());
    } else if (predicate instanceof Predicate.Compare compare) {
      json.writeStringField("compare", compare.comparison().symbol());
      json.writeFieldName("left");
      write(json, compare.left());
      json.writeFieldName("right");
      write(json, compare.right());
    } else if (predicate instanceof Predicate.In in) {
      json.writeFieldName("in");
      write(json, in.fact());
      json.writeFieldName("values");
      ValueJson.writeAll(json, in.values());
    } else if (predicate instanceof Predicate.Matches matches) {
      json.writeStringField(
          matches.whole() ? "matches" : "finds", matches.regex().text());
      json.writeFieldName("fact");
      write(json, matches.fact());
    }
    json.writeEndObject();
  }

  private static void writeAll(JsonGenerator json, String name, List<Predicate> parts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Predicate part : parts) {
      write(json, part);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Operand operand) throws IOException {
    json.writeStartObject();
    if (operand instanceof Operand.FactRef reference) {
      json.writeStringField("fact", reference.fact().name());
      if (!reference.key().isEmpty()) {
        json.writeStringField("key", reference.key());
      }
    } else if (operand instanceof Operand.Literal literal) {
      json.writeFieldName("value");
      ValueJson.write(json, literal.value());
    }
    json.writeEndObject();
  }

  static Predicate read(JsonNode json) {
    if (json.isBoolean()) {
      return new Predicate.Constant(json.booleanValue());
    }
    if (json.has("and")) {
      return new Predicate.And(readAll(json.get("and")));
    }
    if (json.has("or")) {
      return new Predicate.Or(readAll(json.get("or")));
    }
    if (json.has("not")) {
      return new Predicate.Not(read(json.get("not")));
    }
    if (json.has("holds")) {
      return new Predicate.Holds(reference(json.get("holds")));
    }
    if (json.has("compare")) {
      return new Predicate.Compare(
          operand(Fields.of(json, "left")),
          Comparison.of(Fields.text(json, "compare")).orElseThrow(),
          operand(Fields.of(json, "right")));
    }
    if (json.has("in")) {
      return new Predicate.In(
          reference(json.get("in")), ValueJson.readAll(Fields.of(json, "values")));
    }
    boolean whole = json.has("matches");
    return new Predicate.Matches(
        reference(Fields.of(json, "fact")), Fields.text(json, whole ? "matches" : "finds"), whole);
  }

  private static List<Predicate> readAll(JsonNode json) {
    var parts = new ArrayList<Predicate>();
    Fields.array(json).forEach(part -> parts.add(read(part)));
    return parts;
  }

  private static Operand operand(JsonNode json) {
    return json.has("fact")
        ? reference(json)
        : new Operand.Literal(ValueJson.read(Fields.of(json, "value")));
  }

  private static Operand.FactRef reference(JsonNode json) {
    return new Operand.FactRef(
        FactCatalog.named(Fields.text(json, "fact")),
        json.has("key") ? Fields.text(json, "key") : "");
  }
}
