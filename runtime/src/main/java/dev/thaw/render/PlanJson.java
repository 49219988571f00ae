package dev.thaw.render;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.fact.Snapshot;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import dev.thaw.plan.Plan;
import dev.thaw.plan.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** A plan as JSON, for tools. */
public final class PlanJson {
  private static final int SCHEMA = 1;

  private PlanJson() {}

  /**
   * Writes the plan as one JSON object and a line end; the stream stays open.
   *
   * @throws IOException if the stream fails
   */
  public static void write(Plan plan, OutputStream out) throws IOException {
    JsonGenerator json = JsonTree.factory().createGenerator(out, JsonEncoding.UTF8);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (json) {
      json.writeStartObject();
      json.writeNumberField("schema", SCHEMA);
      json.writeObjectFieldStart("engine");
      json.writeStringField("address", plan.engine().address());
      json.writeStringField("id", plan.engine().id());
      json.writeStringField("version", plan.engine().version());
      json.writeEndObject();
      json.writeArrayFieldStart("steps");
      for (Plan.PlannedStep step : plan.steps()) {
        write(json, step);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void write(JsonGenerator json, Plan.PlannedStep step) throws IOException {
    json.writeStartObject();
    json.writeStringField("step", step.step().id());
    json.writeNumberField("line", step.step().span().line());
    json.writeStringField("where", step.step().where().source());
    json.writeBooleanField("assumesEarlierSteps", step.assuming());
    if (step.refusal().isPresent()) {
      json.writeStringField("refused", step.refusal().get().message());
    }
    json.writeArrayFieldStart("targets");
    for (Plan.PlannedTarget target : step.targets()) {
      json.writeStartObject();
      write(json, target.snapshot());
      json.writeArrayFieldStart("actions");
      for (Plan.PlannedAction action : target.actions()) {
        write(json, action);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("undecided");
    for (Snapshot snapshot : step.undecided()) {
      json.writeStartObject();
      write(json, snapshot);
      json.writeStringField("reading", Verdict.readings(step.step().where(), snapshot));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Snapshot snapshot) throws IOException {
    json.writeStringField("container", snapshot.id());
    json.writeStringField("name", snapshot.name());
    json.writeStringField("state", snapshot.state().word());
  }

  private static void write(JsonGenerator json, Plan.PlannedAction action) throws IOException {
    json.writeStartObject();
    json.writeStringField("verb", action.action().operation().name());
    json.writeStringField("decision", action.verdict().decision().name().toLowerCase(Locale.ROOT));
    json.writeStringField("reason", action.verdict().reason());
    json.writeArrayFieldStart("calls");
    for (EngineCall call : action.calls()) {
      json.writeStartObject();
      json.writeStringField("method", call.method());
      json.writeStringField("target", call.target());
      if (!call.body().isEmpty()) {
        json.writeStringField("body", call.body());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
