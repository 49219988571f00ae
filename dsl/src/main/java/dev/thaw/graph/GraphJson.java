package dev.thaw.graph;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.catalog.OperationCatalog;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.Arguments;
import dev.thaw.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The JSON form of a graph. The same graph always gives the same bytes, and reading them back gives
 * an equal graph.
 */
public final class GraphJson {
  private GraphJson() {}

  /** Returns the graph as UTF-8 JSON on one line, without a line end. */
  public static byte[] write(OperationGraph graph) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JsonTree.factory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberField("schema", OperationGraph.SCHEMA);
      HeaderJson.write(json, graph.runbook());
      json.writeFieldName("parameters");
      write(json, graph.parameters());
      write(json, "secrets", graph.secrets());
      json.writeArrayFieldStart("requirements");
      for (Requirement requirement : graph.requirements()) {
        HeaderJson.write(json, requirement);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("confirmations");
      for (Confirmation confirmation : graph.confirmations()) {
        HeaderJson.write(json, confirmation);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("prohibitions");
      for (Prohibition prohibition : graph.prohibitions()) {
        HeaderJson.write(json, prohibition);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("nodes");
      for (Node node : graph.nodes()) {
        write(json, node);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is not the JSON form of a graph, or of another schema
   *     version
   */
  public static OperationGraph read(byte[] bytes) {
    try {
      return graph(JsonTree.read(bytes));
    } catch (IOException | RuntimeException malformed) {
      // Whatever a value's own type cannot be made of: no number, no pattern, an unknown operator.
      throw new IllegalArgumentException("not a graph: " + malformed.getMessage(), malformed);
    }
  }

  private static OperationGraph graph(JsonNode json) {
    int schema = Fields.number(json, "schema");
    if (schema != OperationGraph.SCHEMA) {
      throw new IllegalArgumentException(
          "a graph of schema " + schema + ", not " + OperationGraph.SCHEMA);
    }
    List<Node> nodes = Fields.each(json, "nodes", GraphJson::node);
    return new OperationGraph(
        HeaderJson.runbook(json),
        values(Fields.object(json, "parameters")),
        new TreeSet<>(Fields.texts(json, "secrets")),
        Fields.each(json, "requirements", HeaderJson::requirement),
        Fields.each(json, "confirmations", HeaderJson::confirmation),
        Fields.each(json, "prohibitions", HeaderJson::prohibition),
        nodes);
  }

  private static void write(JsonGenerator json, Node node) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", node.id());
    write(json, "after", node.after());
    writeWord(json, "start", node.start());
    SpanJson.write(json, node.span());
    if (node instanceof Node.Join join) {
      writeWord(json, "join", join.rule());
    } else if (node instanceof Node.Note note) {
      json.writeStringField("note", note.text());
    } else if (node instanceof Node.Host host) {
      write(json, "host", host.words());
    } else if (node instanceof Node.Wait wait) {
      ActionJson.write(json, wait);
    } else if (node instanceof Node.Release release) {
      json.writeStringField("releases", release.of());
      json.writeFieldName("action");
      write(json, release.action());
      write(json, "lasting", release.lasting());
      write(json, "atMost", release.atMost());
    } else if (node instanceof Node.Step step) {
      json.writeStringField("name", step.name());
      json.writeFieldName("selector");
      SelectorJson.write(json, step.selector());
      json.writeFieldName("pace");
      SelectorJson.write(json, step.pace());
      json.writeBooleanField("continueOnError", step.continueOnError());
      json.writeArrayFieldStart("actions");
      for (Action action : step.actions()) {
        write(json, action);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Action action) throws IOException {
    json.writeStartObject();
    json.writeStringField("verb", action.operation().name());
    json.writeFieldName("arguments");
    write(json, action.arguments().values());
    json.writeFieldName("guard");
    PredicateJson.write(json, action.guard());
    json.writeNumberField("deadline", action.deadline().toMillis());
    if (action.retry().isPresent()) {
      ActionJson.write(json, action.retry().get());
    }
    if (action.until().isPresent()) {
      ActionJson.write(json, action.until().get());
    }
    if (action.held()) {
      json.writeNumberField("holdUntil", action.holdUntil());
    }
    SpanJson.write(json, action.span());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SortedMap<String, Value> values)
      throws IOException {
    json.writeStartObject();
    for (var entry : values.entrySet()) {
      json.writeFieldName(entry.getKey());
      ValueJson.write(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, Iterable<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String field, Optional<Duration> time)
      throws IOException {
    if (time.isPresent()) {
      json.writeNumberField(field, time.get().toMillis());
    }
  }

  private static void writeWord(JsonGenerator json, String field, Enum<?> word) throws IOException {
    json.writeStringField(field, word.name().toLowerCase(Locale.ROOT));
  }

  private static Node node(JsonNode json) {
    String id = Fields.text(json, "id");
    List<String> after = Fields.texts(json, "after");
    Start start = Fields.word(Start.class, json, "start");
    SourceSpan span = SpanJson.read(json);
    if (json.has("join")) {
      return new Node.Join(id, after, start, Fields.word(Node.Join.Rule.class, json, "join"), span);
    }
    if (json.has("note")) {
      return new Node.Note(id, after, start, Fields.text(json, "note"), span);
    }
    if (json.has("host")) {
      return new Node.Host(id, after, start, Fields.texts(json, "host"), span);
    }
    if (json.has("waits")) {
      return ActionJson.wait(json, id, after, start, span);
    }
    if (json.has("releases")) {
      return new Node.Release(
          id,
          after,
          Fields.text(json, "releases"),
          action(Fields.of(json, "action")),
          Optional.ofNullable(json.get("lasting")).map(Fields::milliseconds),
          Optional.ofNullable(json.get("atMost")).map(Fields::milliseconds),
          span);
    }
    return new Node.Step(
        id,
        Fields.text(json, "name"),
        after,
        start,
        SelectorJson.selector(Fields.of(json, "selector")),
        SelectorJson.pace(Fields.of(json, "pace")),
        Fields.flag(Fields.of(json, "continueOnError")),
        Fields.each(json, "actions", GraphJson::action),
        span);
  }

  private static Action action(JsonNode json) {
    return new Action(
        OperationCatalog.named(Fields.text(json, "verb")),
        new Arguments(values(Fields.object(json, "arguments"))),
        PredicateJson.read(Fields.of(json, "guard")),
        Fields.milliseconds(Fields.of(json, "deadline")),
        Optional.ofNullable(json.get("retry")).map(ActionJson::retry),
        Optional.ofNullable(json.get("until")).map(ActionJson::until),
        json.has("holdUntil") ? Fields.number(json, "holdUntil") : 0,
        SpanJson.read(json));
  }

  private static SortedMap<String, Value> values(JsonNode json) {
    var values = new TreeMap<String, Value>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      values.put(field.getKey(), ValueJson.read(field.getValue()));
    }
    return values;
  }
}
