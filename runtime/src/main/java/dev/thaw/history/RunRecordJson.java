package dev.thaw.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.EngineInfo;
import dev.thaw.event.RunIdentity;
import dev.thaw.event.RunIdentity.Revision;
import dev.thaw.graph.Runbook;
import dev.thaw.lock.ProcessMark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JSON form of what is known of a run from its beginning. */
final class RunRecordJson {
  /** A reader refuses any other. */
  static final int VERSION = 1;

  private RunRecordJson() {}

  static void write(JsonGenerator json, RunRecord record) throws IOException {
    RunIdentity identity = record.identity();
    json.writeStartObject();
    json.writeNumberField("v", VERSION);
    json.writeStringField("run", identity.runId());
    json.writeStringField("started", record.started().toString());
    if (record.resumes().isPresent()) {
      json.writeStringField("resumes", record.resumes().get());
    }
    json.writeStringField("runbook", record.runbook().name());
    json.writeStringField("description", record.runbook().description());
    json.writeStringField("script", identity.script());
    if (record.path().isPresent()) {
      json.writeStringField("path", record.path().get().toString());
    }
    json.writeStringField("scriptSha256", identity.scriptSha256());
    if (identity.revision().isPresent()) {
      json.writeStringField("commit", identity.revision().get().commit());
      json.writeBooleanField("dirty", identity.revision().get().dirty());
    }
    json.writeObjectFieldStart("parameters");
    for (var parameter : record.parameters().entrySet()) {
      json.writeStringField(parameter.getKey(), parameter.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("secrets");
    for (String secret : record.secrets()) {
      json.writeString(secret);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("engine");
    json.writeStringField("id", record.engine().id());
    json.writeStringField("address", record.engine().address());
    json.writeStringField("name", record.engine().name());
    json.writeStringField("version", record.engine().version());
    json.writeEndObject();
    json.writeStringField("thaw", record.thaw());
    json.writeStringField("user", identity.user());
    json.writeNumberField("uid", identity.uid());
    if (identity.loginUid().isPresent()) {
      json.writeNumberField("loginUid", identity.loginUid().get());
    }
    if (identity.sudoUser().isPresent()) {
      json.writeStringField("sudoUser", identity.sudoUser().get());
    }
    json.writeBooleanField("terminal", identity.terminal());
    json.writeNumberField("pid", record.process().pid());
    json.writeNumberField("processStarted", record.process().started());
    json.writeStringField("host", record.process().host());
    json.writeEndObject();
  }

  /**
   * Reads it.
   *
   * @throws IOException if it is none, or of another version
   */
  static RunRecord read(JsonNode json) throws IOException {
    if (json.path("v").asInt() != VERSION) {
      throw new IOException("not the record of a run, or of another version of Thaw");
    }
    var parameters = new TreeMap<String, String>();
    json.path("parameters")
        .properties()
        .forEach(field -> parameters.put(field.getKey(), field.getValue().asText()));
    var secrets = new TreeSet<String>();
    json.path("secrets").forEach(name -> secrets.add(name.asText()));
    JsonNode engine = json.path("engine");
    try {
      return new RunRecord(
          identity(json),
          Instant.parse(json.path("started").asText()),
          json.path("thaw").asText(),
          new ProcessMark(
              json.path("pid").asLong(),
              json.path("processStarted").asLong(),
              json.path("host").asText()),
          text(json, "path").map(Path::of),
          new Runbook(json.path("runbook").asText(), json.path("description").asText()),
          parameters,
          secrets,
          new EngineInfo(
              engine.path("address").asText(),
              engine.path("id").asText(),
              engine.path("name").asText(),
              engine.path("version").asText()),
          text(json, "resumes"));
    } catch (DateTimeException | IllegalArgumentException damaged) {
      throw new IOException("not the record of a run: " + damaged.getMessage(), damaged);
    }
  }

  private static RunIdentity identity(JsonNode json) {
    return new RunIdentity(
        json.path("run").asText(),
        json.path("user").asText(),
        json.path("uid").asLong(-1),
        json.has("loginUid") ? Optional.of(json.path("loginUid").asLong()) : Optional.empty(),
        text(json, "sudoUser"),
        json.path("terminal").asBoolean(),
        json.path("pid").asLong(),
        json.path("host").asText(),
        json.path("script").asText(),
        json.path("scriptSha256").asText(),
        text(json, "commit")
            .map(commit -> new Revision(commit, json.path("dirty").asBoolean())));
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
  }
}
