package dev.thaw.sink;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.engine.EngineInfo;
import dev.thaw.event.Occurrence;
import dev.thaw.event.Operation;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.event.RunIdentity;
import dev.thaw.graph.Node;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.Effect;
import dev.thaw.operation.EngineCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** The JSON form of audit records, version 1. Docs: {@code docs/audit.md}. */
final class AuditRecord {
  private static final int VERSION = 1;

  private final Supplier<RunIdentity> identity;
  private RunIdentity known;
  private volatile String runbook = "";
  private volatile String plan = "";
  private volatile EngineInfo engine = new EngineInfo("", "", "", "");

  AuditRecord(Supplier<RunIdentity> identity) {
    this.identity = identity;
  }

  /** Returns the line for an event that is worth one. */
  Optional<byte[]> line(Occurrence occurrence) throws IOException {
    RunEvent event = occurrence.event();
    if (event instanceof RunEvent.RunStarted started) {
      engine = started.engine();
      runbook = started.runbook().name();
      plan = started.plan();
      return Optional.empty();
    }
    if (event instanceof RunEvent.Intent intent) {
      return Optional.of(line(occurrence, "intent", intent.operation(), json -> {
        json.writeNumberField("attempt", intent.attempt());
        json.writeStringField("before", intent.before().word());
        json.writeArrayFieldStart("calls");
        for (EngineCall call : intent.calls()) {
          json.writeString(call.method() + " " + call.target());
        }
        json.writeEndArray();
        JsonSink.writeHere(json, intent);
      }));
    }
    if (event instanceof RunEvent.HostIntent intent) {
      return Optional.of(line(occurrence, "intent", json -> write(json, intent.host())));
    }
    if (event instanceof RunEvent.HostFinished finished) {
      return Optional.of(line(occurrence, "result", json -> {
        write(json, finished.host());
        if (finished.exitCode().isPresent()) {
          json.writeNumberField("exitCode", finished.exitCode().get());
        }
        json.writeNumberField("durationMs", finished.duration().toMillis());
        if (!finished.reason().isEmpty()) {
          json.writeStringField("error", finished.reason());
        }
      }));
    }
    if (event instanceof RunEvent.Retrying retrying
        && retrying.operation().action().effect() != Effect.OBSERVE) {
      return Optional.of(line(occurrence, "retry", retrying.operation(), json -> {
        json.writeNumberField("attempt", retrying.attempt());
        json.writeStringField("error", retrying.reason());
        json.writeNumberField("waitMs", retrying.delay().toMillis());
      }));
    }
    if (event instanceof RunEvent.Copied copied) {
      return Optional.of(line(
          occurrence,
          "copied",
          copied.operation(),
          json -> JsonSink.write(json, copied.receipt())));
    }
    if (event instanceof RunEvent.Finished finished
        && finished.attempts() == 0
        && finished.outcome() == Outcome.DENIED) {
      return Optional.of(line(occurrence, "deny", finished.operation(), json -> {
        json.writeStringField("before", finished.before().word());
        json.writeStringField("error", finished.reason());
      }));
    }
    if (event instanceof RunEvent.Finished finished
        && finished.attempts() > 0
        && finished.operation().action().effect() != Effect.OBSERVE) {
      return Optional.of(
          line(occurrence, "result", finished.operation(), json -> writeResult(json, finished)));
    }
    return Optional.empty();
  }

  private static void writeResult(JsonGenerator json, RunEvent.Finished finished)
      throws IOException {
    json.writeNumberField("attempt", finished.attempts());
    json.writeStringField("before", finished.before().word());
    json.writeStringField("after", finished.after().word());
    json.writeStringField("outcome", finished.outcome().word());
    if (finished.changed().isEmpty()) {
      json.writeNullField("changed");
    } else {
      json.writeBooleanField("changed", finished.changed().get());
    }
    json.writeNumberField("durationMs", finished.duration().toMillis());
    if (!finished.reason().isEmpty()) {
      json.writeStringField("error", finished.reason());
    }
  }

  private interface Details {
    void write(JsonGenerator json) throws IOException;
  }

  private static void write(JsonGenerator json, Node.Host host) throws IOException {
    json.writeStringField("op", host.id());
    json.writeStringField("verb", "host");
    json.writeArrayFieldStart("command");
    for (String word : host.words()) {
      json.writeString(word);
    }
    json.writeEndArray();
  }

  private byte[] line(Occurrence occurrence, String phase, Operation operation, Details details)
      throws IOException {
    return line(occurrence, phase, json -> {
      write(json, operation);
      details.write(json);
    });
  }

  private byte[] line(Occurrence occurrence, String phase, Details details) throws IOException {
    var bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JsonTree.factory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      json.writeStringField("at", occurrence.at().toString());
      json.writeNumberField("seq", occurrence.sequence());
      json.writeStringField("phase", phase);
      details.write(json);
      write(json, identity());
      json.writeStringField("engine", engine.id());
      json.writeStringField("address", engine.address());
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Operation operation) throws IOException {
    json.writeStringField("op", operation.id());
    json.writeStringField("verb", operation.verb());
    json.writeStringField("container", operation.target());
    json.writeStringField("name", operation.name());
    json.writeStringField("image", operation.image());
    json.writeObjectFieldStart("arguments");
    for (var argument : operation.action().arguments().values().entrySet()) {
      json.writeStringField(argument.getKey(), argument.getValue().source());
    }
    json.writeEndObject();
  }

  private void write(JsonGenerator json, RunIdentity who) throws IOException {
    json.writeStringField("run", who.runId());
    if (!runbook.isEmpty()) {
      json.writeStringField("runbook", runbook);
    }
    if (!plan.isEmpty()) {
      json.writeStringField("plan", plan);
    }
    json.writeStringField("script", who.script());
    json.writeStringField("scriptSha256", who.scriptSha256());
    if (who.revision().isPresent()) {
      json.writeStringField("commit", who.revision().get().commit());
      json.writeBooleanField("dirty", who.revision().get().dirty());
    }
    json.writeStringField("user", who.user());
    json.writeNumberField("uid", who.uid());
    if (who.loginUid().isPresent()) {
      json.writeNumberField("loginUid", who.loginUid().get());
    }
    if (who.sudoUser().isPresent()) {
      json.writeStringField("sudoUser", who.sudoUser().get());
    }
    json.writeBooleanField("terminal", who.terminal());
    json.writeNumberField("pid", who.pid());
    json.writeStringField("host", who.host());
  }

  private synchronized RunIdentity identity() {
    if (known == null) {
      known = identity.get();
    }
    return known;
  }
}
