package dev.thaw.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
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
      OperandJson.write(json, holds.fact());
    } else if (predicate instanceof Predicate.Compare compare) {
      json.writeStringField("compare", compare.comparison().symbol());
      json.writeFieldName("left");
      OperandJson.write(json, compare.left());
      json.writeFieldName("right");
      OperandJson.write(json, compare.right());
    } else if (predicate instanceof Predicate.In in) {
      json.writeFieldName("in");
      OperandJson.write(json, in.operand());
      json.writeFieldName("values");
      ValueJson.writeAll(json, in.values());
    } else if (predicate instanceof Predicate.Matches matches) {
      json.writeStringField(
          matches.whole() ? "matches" : "finds", matches.regex().text());
      json.writeFieldName("fact");
      OperandJson.write(json, matches.operand());
    } else {
      writeRest(json, predicate);
    }
    json.writeEndObject();
  }

  private static void writeRest(JsonGenerator json, Predicate predicate) throws IOException {
    if (predicate instanceof TextTest test) {
      json.writeStringField("text", test.relation().word());
      json.writeFieldName("of");
      OperandJson.write(json, test.text());
      json.writeFieldName("argument");
      OperandJson.write(json, test.argument());
    } else if (predicate instanceof Has has) {
      json.writeFieldName("has");
      OperandJson.write(json, has.set());
      json.writeFieldName("element");
      OperandJson.write(json, has.element());
    } else if (predicate instanceof Each each) {
      json.writeStringField("each", each.quantifier().word());
      json.writeFieldName("of");
      OperandJson.write(json, each.set());
      json.writeFieldName("element");
      write(json, each.element());
    } else if (predicate instanceof Within within) {
      json.writeFieldName("within");
      OperandJson.write(json, within.operand());
      json.writeFieldName("low");
      ValueJson.write(json, within.low());
      json.writeFieldName("high");
      ValueJson.write(json, within.high());
      json.writeBooleanField("open", within.open());
    } else {
      throw new IllegalStateException("no JSON form of " + predicate.getClass());
    }
  }

  private static void writeAll(JsonGenerator json, String name, List<Predicate> parts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Predicate part : parts) {
      write(json, part);
    }
    json.writeEndArray();
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
      return new Predicate.Holds(OperandJson.reference(json.get("holds")));
    }
    if (json.has("compare")) {
      return new Predicate.Compare(
          OperandJson.read(Fields.of(json, "left")),
          Comparison.of(Fields.text(json, "compare")).orElseThrow(),
          OperandJson.read(Fields.of(json, "right")));
    }
    if (json.has("in")) {
      return new Predicate.In(
          OperandJson.read(json.get("in")), ValueJson.readAll(Fields.of(json, "values")));
    }
    return json.has("matches") || json.has("finds") ? matches(json) : readRest(json);
  }

  private static Predicate readRest(JsonNode json) {
    if (json.has("text")) {
      return new TextTest(
          OperandJson.read(Fields.of(json, "of")),
          TextRelation.of(Fields.text(json, "text")).orElseThrow(),
          OperandJson.read(Fields.of(json, "argument")));
    }
    if (json.has("has")) {
      return new Has(
          OperandJson.read(Fields.of(json, "element")), OperandJson.reference(json.get("has")));
    }
    if (json.has("each")) {
      return new Each(
          OperandJson.reference(Fields.of(json, "of")),
          Each.Quantifier.of(Fields.text(json, "each")).orElseThrow(),
          read(Fields.of(json, "element")));
    }
    return new Within(
        OperandJson.read(Fields.of(json, "within")),
        ValueJson.read(Fields.of(json, "low")),
        ValueJson.read(Fields.of(json, "high")),
        Fields.flag(Fields.of(json, "open")));
  }

  private static Predicate matches(JsonNode json) {
    boolean whole = json.has("matches");
    return new Predicate.Matches(
        OperandJson.read(Fields.of(json, "fact")),
        Fields.text(json, whole ? "matches" : "finds"),
        whole);
  }

  private static List<Predicate> readAll(JsonNode json) {
    var parts = new ArrayList<Predicate>();
    Fields.array(json).forEach(part -> parts.add(read(part)));
    return parts;
  }
}
