package dev.thaw.render;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Confirmation;
import dev.thaw.graph.Node;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Prohibition;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import dev.thaw.plan.Judgement;
import dev.thaw.plan.Plan;
import dev.thaw.plan.PlannedRelease;
import dev.thaw.plan.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
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
      head(json, plan);
      json.writeArrayFieldStart("steps");
      for (Plan.PlannedStep step : plan.steps()) {
        write(json, step);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("releases");
      for (PlannedRelease release : plan.releases()) {
        write(json, release);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void head(JsonGenerator json, Plan plan) throws IOException {
    if (!plan.graph().runbook().name().isEmpty()) {
      json.writeStringField("runbook", plan.graph().runbook().name());
      json.writeStringField("description", plan.graph().runbook().description());
    }
    json.writeArrayFieldStart("requirements");
    for (Judgement judgement : plan.judgements()) {
      json.writeStartObject();
      json.writeStringField("why", judgement.requirement().why());
      json.writeStringField("at", judgement.requirement().span().toString());
      json.writeStringField("counted", judgement.counted());
      json.writeNumberField("matching", judgement.matching());
      json.writeNumberField("undecided", judgement.undecided());
      json.writeBooleanField("met", judgement.met());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("confirmations");
    for (Confirmation confirmation : plan.graph().confirmations()) {
      json.writeString(confirmation.question());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("prohibitions");
    for (Prohibition prohibition : plan.graph().prohibitions()) {
      json.writeStartObject();
      json.writeStringField("never", prohibition.source());
      json.writeStringField("at", prohibition.span().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!plan.reach().scopes().isEmpty()) {
      strings(
          json, "scopes", plan.reach().scopes().stream().map(Predicate::source).toList());
    }
    if (plan.reach().limited()) {
      json.writeNumberField("maxTargets", plan.reach().maxTargets());
    }
    if (plan.overreach().isPresent()) {
      json.writeStringField("refused", plan.overreach().get().message());
    }
    json.writeArrayFieldStart("hostCommands");
    for (Node node : plan.graph().nodes()) {
      if (node instanceof Node.Host host) {
        json.writeStartObject();
        json.writeStringField("node", host.id());
        strings(json, "command", host.words());
        strings(json, "after", host.after());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("waits");
    for (Node node : plan.graph().nodes()) {
      if (node instanceof Node.Wait wait) {
        json.writeStartObject();
        json.writeStringField("node", wait.id());
        json.writeStringField("waits", wait.source());
        json.writeNumberField("limitMs", wait.limit().toMillis());
        place(json, wait);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (Node node : plan.graph().nodes()) {
      if (node instanceof Node.Note note) {
        json.writeStartObject();
        json.writeStringField("node", note.id());
        json.writeStringField("text", note.text());
        place(json, note);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void place(JsonGenerator json, Node node) throws IOException {
    json.writeNumberField("line", node.span().line());
    strings(json, "after", node.after());
    json.writeStringField("start", node.start().name().toLowerCase(Locale.ROOT));
  }

  private static void strings(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Plan.PlannedStep step) throws IOException {
    json.writeStartObject();
    json.writeStringField("step", step.step().id());
    if (!step.step().name().isEmpty()) {
      json.writeStringField("named", step.step().name());
    }
    place(json, step.step());
    var clauses = new ArrayList<>(Clauses.of(step.step().selector()));
    clauses.addAll(Clauses.of(step.step()));
    strings(json, "clauses", clauses);
    json.writeNumberField("matching", step.matching());
    if (step.anyOf().isPresent()) {
      json.writeNumberField("anyOf", step.anyOf().get());
    }
    json.writeStringField("where", step.step().where().source());
    json.writeBooleanField("assumesEarlierSteps", step.assuming());
    if (step.refusal().isPresent()) {
      json.writeStringField("refused", step.refusal().get().message());
    }
    targets(json, step.targets());
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

  private static void targets(JsonGenerator json, List<Plan.PlannedTarget> targets)
      throws IOException {
    json.writeArrayFieldStart("targets");
    for (Plan.PlannedTarget target : targets) {
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
  }

  private static void write(JsonGenerator json, PlannedRelease planned) throws IOException {
    json.writeStartObject();
    json.writeStringField("node", planned.release().id());
    json.writeStringField("releases", planned.release().of());
    place(json, planned.release());
    strings(json, "clauses", Clauses.of(planned.release()));
    if (planned.anyOf().isPresent()) {
      json.writeNumberField("anyOf", planned.anyOf().get());
    }
    targets(json, planned.targets());
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
    strings(json, "clauses", Clauses.of(action.action()));
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
    if (!action.here().isEmpty()) {
      strings(json, "here", action.here());
    }
    json.writeEndObject();
  }
}
