package dev.thaw.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.diagnostic.SourceSpan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The JSON form of how an operation is tried again, and of what is waited for. */
final class ActionJson {
  private ActionJson() {}

  static void write(JsonGenerator json, Retry retry) throws IOException {
    json.writeObjectFieldStart("retry");
    json.writeNumberField("times", retry.times());
    if (retry.backoff().isPresent()) {
      json.writeNumberField("first", retry.backoff().get().first().toMillis());
      json.writeNumberField("longest", retry.backoff().get().longest().toMillis());
    }
    json.writeEndObject();
  }

  static Retry retry(JsonNode json) {
    return new Retry(
        Fields.number(json, "times"),
        json.has("first")
            ? Optional.of(new Retry.Backoff(
                Fields.milliseconds(json, "first"), Fields.milliseconds(json, "longest")))
            : Optional.empty());
  }

  static void write(JsonGenerator json, Until until) throws IOException {
    json.writeObjectFieldStart("until");
    json.writeFieldName("condition");
    PredicateJson.write(json, until.condition());
    json.writeNumberField("within", until.within().toMillis());
    json.writeEndObject();
  }

  static Until until(JsonNode json) {
    return new Until(
        PredicateJson.read(Fields.of(json, "condition")), Fields.milliseconds(json, "within"));
  }

  static void write(JsonGenerator json, Node.Wait wait) throws IOException {
    json.writeNumberField("waits", wait.limit().toMillis());
    if (wait.condition().isPresent()) {
      json.writeFieldName("condition");
      PredicateJson.write(json, wait.condition().get());
    }
  }

  static Node.Wait wait(
      JsonNode json, String id, List<String> after, Start start, SourceSpan span) {
    return new Node.Wait(
        id,
        after,
        start,
        Optional.ofNullable(json.get("condition")).map(PredicateJson::read),
        Fields.milliseconds(json, "waits"),
        span);
  }
}
