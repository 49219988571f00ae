package dev.thaw.history;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.graph.GraphJson;
import dev.thaw.graph.OperationGraph;
import dev.thaw.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A run in the store.
 *
 * @param directory holds its files
 * @param record what was known at its beginning
 * @param result how it ended, if it has told so
 * @param state whether it goes on; one on another machine that has told no end is taken to
 */
public record KeptRun(Path directory, RunRecord record, Optional<RunResult> result, State state) {
  static final String RECORD = "run.json";
  static final String SCRIPT = "script";
  static final String GRAPH = "graph.json";
  static final String DONE = "done.json";
  static final String EVENTS = "events.jsonl";
  static final String RESULT = "result.json";

  /**
   * What the events are called that could not all be kept: a name can be changed on a full disk.
   */
  static final String TORN_EVENTS = "events.torn.jsonl";

  /** Whether it goes on. */
  public enum State {
    ENDED,
    RUNNING,
    /** Its process ended without a word. */
    DIED;

    /** Returns the word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the run's name. */
  public String id() {
    return record.id();
  }

  /** Returns how long it took, or has taken until the last that is known of it. */
  public Duration took(Instant last) {
    Instant end = result.map(RunResult::ended).orElse(last);
    Duration took = Duration.between(record.started(), end);
    return took.isNegative() ? Duration.ZERO : took;
  }

  /**
   * Returns what was carried out.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is of another version, or damaged
   */
  public OperationGraph graph() throws IOException {
    return GraphJson.read(Files.readAllBytes(directory.resolve(GRAPH)));
  }

  /**
   * Returns the script as it was.
   *
   * @throws IOException if it cannot be read
   */
  public byte[] script() throws IOException {
    return Files.readAllBytes(directory.resolve(SCRIPT));
  }

  /** Returns the file of its events. */
  public Path events() {
    Path torn = directory.resolve(TORN_EVENTS);
    return Files.exists(torn, LinkOption.NOFOLLOW_LINKS) ? torn : directory.resolve(EVENTS);
  }

  /** Returns whether some of what happened could not be kept, the disk being full. */
  public boolean torn() {
    return Files.exists(directory.resolve(TORN_EVENTS), LinkOption.NOFOLLOW_LINKS);
  }

  /** Writes what is known of it, but for its events, as one JSON object. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("state", state.word());
    json.writeFieldName("run");
    RunRecordJson.write(json, record);
    if (result.isPresent()) {
      json.writeFieldName("result");
      result.get().write(json);
    }
    json.writeEndObject();
  }

  /** Something that can be written as JSON. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** Returns one line of JSON. */
  static byte[] line(Writing writing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonTree.factory().createGenerator(bytes, JsonEncoding.UTF8)) {
      writing.to(json);
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  /**
   * Writes what is known of it, but for its events, as a line of JSON.
   *
   * @throws IOException if that cannot be written
   */
  public void writeLine(OutputStream out) throws IOException {
    out.write(line(this::write));
  }
}
