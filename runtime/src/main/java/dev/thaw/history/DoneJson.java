package dev.thaw.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.execute.Done;
import dev.thaw.json.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JSON form of what was done before by the run that another one takes up. */
final class DoneJson {
  private DoneJson() {}

  static byte[] write(Done done) throws IOException {
    return KeptRun.line(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("operations");
      for (Done.Operation operation : done.operations()) {
        json.writeStartObject();
        json.writeStringField("step", operation.step());
        json.writeNumberField("position", operation.position());
        json.writeStringField("container", operation.container());
        json.writeStringField("name", operation.name());
        json.writeStringField("run", operation.run());
        json.writeBooleanField("lasting", operation.lasting());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeObjectFieldStart("samples");
      for (var sample : new TreeMap<>(done.samples()).entrySet()) {
        json.writeArrayFieldStart(sample.getKey());
        for (String id : new TreeSet<>(sample.getValue())) {
          json.writeString(id);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  static Done read(byte[] bytes) throws IOException {
    JsonNode json = JsonTree.read(bytes);
    var operations = new ArrayList<Done.Operation>();
    for (JsonNode operation : json.path("operations")) {
      operations.add(new Done.Operation(
          operation.path("step").asText(),
          operation.path("position").asInt(),
          operation.path("container").asText(),
          operation.path("name").asText(),
          operation.path("run").asText(),
          operation.path("lasting").asBoolean()));
    }
    var samples = new LinkedHashMap<String, Set<String>>();
    for (Map.Entry<String, JsonNode> sample : json.path("samples").properties()) {
      var ids = new LinkedHashSet<String>();
      sample.getValue().forEach(id -> ids.add(id.asText()));
      samples.put(sample.getKey(), ids);
    }
    return new Done(operations, samples);
  }
}
