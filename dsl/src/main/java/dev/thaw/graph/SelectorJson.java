package dev.thaw.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.FactCatalog;
import dev.thaw.graph.Pace.Rollout;
import dev.thaw.graph.Pace.Share;
import java.io.IOException;
import java.util.Optional;

/** The JSON form of which containers a step takes, and how fast. */
final class SelectorJson {
  private SelectorJson() {}

  static void write(JsonGenerator json, Selector selector) throws IOException {
    json.writeStartObject();
    json.writeFieldName("where");
    PredicateJson.write(json, selector.where());
    json.writeNumberField("min", selector.min());
    json.writeNumberField("max", selector.max());
    if (selector.order().isPresent()) {
      Selector.Order order = selector.order().get();
      json.writeStringField("order", order.fact().fact().name());
      json.writeStringField("key", order.fact().key());
      json.writeBooleanField("descending", order.descending());
    }
    if (selector.sample().isPresent()) {
      json.writeNumberField("sample", selector.sample().get().count());
      json.writeBooleanField("random", selector.sample().get().random());
    }
    json.writeEndObject();
  }

  static Selector selector(JsonNode json) {
    return new Selector(
        PredicateJson.read(Fields.of(json, "where")),
        Fields.number(json, "min"),
        Fields.number(json, "max"),
        json.has("order") ? Optional.of(order(json)) : Optional.empty(),
        json.has("sample")
            ? Optional.of(new Selector.Sample(
                Fields.number(json, "sample"), Fields.flag(Fields.of(json, "random"))))
            : Optional.empty());
  }

  private static Selector.Order order(JsonNode json) {
    var fact = new Operand.FactRef(
        FactCatalog.named(Fields.text(json, "order")), Fields.text(json, "key"));
    return new Selector.Order(fact, Fields.flag(Fields.of(json, "descending")));
  }

  static void write(JsonGenerator json, Pace pace) throws IOException {
    json.writeStartObject();
    json.writeNumberField("concurrency", pace.concurrency());
    if (pace.rollout().isPresent()) {
      Rollout rollout = pace.rollout().get();
      json.writeFieldName("batch");
      ValueJson.write(json, rollout.batch().value());
      if (rollout.canary().isPresent()) {
        json.writeFieldName("canary");
        ValueJson.write(json, rollout.canary().get().value());
      }
      json.writeNumberField("pause", rollout.pause().toMillis());
      json.writeFieldName("maxFailures");
      ValueJson.write(json, rollout.maxFailures().value());
    }
    if (pace.deadline().isPresent()) {
      json.writeNumberField("deadline", pace.deadline().get().toMillis());
    }
    json.writeEndObject();
  }

  static Pace pace(JsonNode json) {
    return new Pace(
        Fields.number(json, "concurrency"),
        json.has("batch") ? Optional.of(rollout(json)) : Optional.empty(),
        json.has("deadline")
            ? Optional.of(Fields.milliseconds(json, "deadline"))
            : Optional.empty());
  }

  private static Rollout rollout(JsonNode json) {
    return new Rollout(
        share(json, "batch"),
        json.has("canary") ? Optional.of(share(json, "canary")) : Optional.empty(),
        Fields.milliseconds(json, "pause"),
        share(json, "maxFailures"));
  }

  private static Share share(JsonNode json, String field) {
    return new Share(ValueJson.read(Fields.of(json, field)));
  }
}
