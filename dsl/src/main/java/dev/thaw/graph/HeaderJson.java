package dev.thaw.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.catalog.OperationCatalog;
import java.io.IOException;
import java.util.Optional;

/** The JSON form of what a script says of itself as a whole. */
final class HeaderJson {
  private HeaderJson() {}

  static void write(JsonGenerator json, Runbook runbook) throws IOException {
    json.writeStringField("name", runbook.name());
    json.writeStringField("description", runbook.description());
    json.writeStringField("lock", runbook.lock());
    if (runbook.timebox().isPresent()) {
      json.writeNumberField("timebox", runbook.timebox().get().toMillis());
    }
  }

  static Runbook runbook(JsonNode json) {
    var said = new Runbook(
        Fields.text(json, "name"), Fields.text(json, "description"), Fields.text(json, "lock"));
    return json.has("timebox") ? said.within(Fields.milliseconds(json, "timebox")) : said;
  }

  static void write(JsonGenerator json, Requirement requirement) throws IOException {
    json.writeStartObject();
    json.writeStringField("why", requirement.why());
    json.writeFieldName("where");
    PredicateJson.write(json, requirement.where());
    json.writeNumberField("min", requirement.min());
    json.writeNumberField("max", requirement.max());
    SpanJson.write(json, requirement.span());
    json.writeEndObject();
  }

  static Requirement requirement(JsonNode json) {
    return new Requirement(
        Fields.text(json, "why"),
        PredicateJson.read(Fields.of(json, "where")),
        Fields.number(json, "min"),
        Fields.number(json, "max"),
        SpanJson.read(json));
  }

  static void write(JsonGenerator json, Confirmation confirmation) throws IOException {
    json.writeStartObject();
    json.writeStringField("question", confirmation.question());
    SpanJson.write(json, confirmation.span());
    json.writeEndObject();
  }

  static Confirmation confirmation(JsonNode json) {
    return new Confirmation(Fields.text(json, "question"), SpanJson.read(json));
  }

  static void write(JsonGenerator json, Prohibition prohibition) throws IOException {
    json.writeStartObject();
    if (prohibition.operation().isPresent()) {
      json.writeStringField("verb", prohibition.operation().get().name());
    }
    json.writeFieldName("where");
    PredicateJson.write(json, prohibition.where());
    SpanJson.write(json, prohibition.span());
    json.writeEndObject();
  }

  static Prohibition prohibition(JsonNode json) {
    return new Prohibition(
        json.has("verb")
            ? Optional.of(OperationCatalog.named(Fields.text(json, "verb")))
            : Optional.empty(),
        PredicateJson.read(Fields.of(json, "where")),
        SpanJson.read(json));
  }
}
