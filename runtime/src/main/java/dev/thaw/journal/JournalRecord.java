package dev.thaw.journal;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of a journal. */
sealed interface JournalRecord {

  record Begun(Beginning beginning) implements JournalRecord {}

  record Intended(Hold hold) implements JournalRecord {}

  record Became(String operation, Progress progress) implements JournalRecord {}

  record Unaudited(String line) implements JournalRecord {}

  record Detached() implements JournalRecord {}

  record Finished() implements JournalRecord {}

  /** Returns it as a line of JSON with its line end. */
  default byte[] bytes() {
    var bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JsonTree.factory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      fields(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void fields(JsonGenerator json) throws IOException {
    if (this instanceof Begun begun) {
      Beginning beginning = begun.beginning();
      json.writeStringField("is", "begun");
      json.writeNumberField("v", 1);
      json.writeStringField("run", beginning.run());
      json.writeStringField("script", beginning.script());
      json.writeStringField("engine", beginning.engine());
      json.writeStringField("address", beginning.address());
      json.writeNumberField("pid", beginning.pid());
      json.writeStringField("host", beginning.host());
      json.writeStringField("user", beginning.user());
      json.writeStringField("at", beginning.at().toString());
    } else if (this instanceof Intended intended) {
      Hold hold = intended.hold();
      json.writeStringField("is", "intended");
      json.writeStringField("op", hold.operation());
      json.writeStringField("container", hold.container());
      json.writeStringField("name", hold.name());
      json.writeStringField("image", hold.image());
      json.writeStringField("started", hold.started().toString());
      json.writeStringField("before", hold.before());
      json.writeStringField("undo", hold.verb());
      json.writeArrayFieldStart("calls");
      for (String call : hold.calls()) {
        json.writeString(call);
      }
      json.writeEndArray();
      json.writeStringField("at", hold.at().toString());
      json.writeNumberField("withinMs", hold.within().toMillis());
      if (hold.deadline().isPresent()) {
        json.writeStringField("deadline", hold.deadline().get().toString());
      }
    } else if (this instanceof Became became) {
      json.writeStringField("is", "became");
      json.writeStringField("op", became.operation());
      json.writeStringField("what", became.progress().name());
    } else if (this instanceof Unaudited unaudited) {
      json.writeStringField("is", "unaudited");
      json.writeStringField("line", unaudited.line());
    } else {
      json.writeStringField("is", this instanceof Detached ? "detached" : "finished");
    }
  }

  /**
   * Reads a line.
   *
   * @throws IOException if it is none of a journal's
   */
  static JournalRecord read(byte[] line) throws IOException {
    try {
      JsonNode json = JsonTree.read(line);
      String is = text(json, "is");
      return switch (is) {
        case "begun" -> begun(json);
        case "intended" -> new Intended(hold(json));
        case "became" -> new Became(text(json, "op"), Progress.valueOf(text(json, "what")));
        case "unaudited" -> new Unaudited(text(json, "line"));
        case "detached" -> new Detached();
        case "finished" -> new Finished();
        default -> throw new IOException("no record is called " + is);
      };
    } catch (DateTimeException | IllegalArgumentException malformed) {
      throw new IOException("no record of a journal: " + malformed.getMessage(), malformed);
    }
  }

  private static Begun begun(JsonNode json) throws IOException {
    if (json.path("v").asInt() != 1) {
      throw new IOException("a journal of version " + json.path("v") + ", not 1");
    }
    return new Begun(new Beginning(
        text(json, "run"),
        text(json, "script"),
        text(json, "engine"),
        text(json, "address"),
        json.path("pid").asLong(),
        text(json, "host"),
        text(json, "user"),
        Instant.parse(text(json, "at"))));
  }

  private static Hold hold(JsonNode json) throws IOException {
    var calls = new ArrayList<String>();
    json.path("calls").forEach(call -> calls.add(call.asText()));
    return new Hold(
        text(json, "op"),
        text(json, "container"),
        text(json, "name"),
        text(json, "image"),
        Instant.parse(text(json, "started")),
        text(json, "before"),
        text(json, "undo"),
        List.copyOf(calls),
        Instant.parse(text(json, "at")),
        Duration.ofMillis(number(json, "withinMs")),
        json.has("deadline")
            ? Optional.of(Instant.parse(text(json, "deadline")))
            : Optional.empty());
  }

  private static long number(JsonNode json, String field) throws IOException {
    if (!json.path(field).canConvertToLong()) {
      throw new IOException("a record without " + field);
    }
    return json.path(field).longValue();
  }

  private static String text(JsonNode json, String field) throws IOException {
    if (!json.path(field).isTextual()) {
      throw new IOException("a record without " + field);
    }
    return json.path(field).textValue();
  }
}
