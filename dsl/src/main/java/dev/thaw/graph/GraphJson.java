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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
      json.writeFieldName("parameters");
      write(json, graph.parameters());
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
    var nodes = new ArrayList<Node>();
    Fields.array(json, "nodes").forEach(node -> nodes.add(node(node)));
    return new OperationGraph(values(Fields.object(json, "parameters")), nodes);
  }

  private static void write(JsonGenerator json, Node node) throws IOException {
    json.writeStartObject();
    json.writeStringField(node instanceof Node.Step ? "step" : "join", node.id());
    json.writeArrayFieldStart("after");
    for (String id : node.after()) {
      json.writeString(id);
    }
    json.writeEndArray();
    write(json, node.span());
    if (node instanceof Node.Step step) {
      json.writeFieldName("where");
      PredicateJson.write(json, step.where());
      json.writeNumberField("min", step.min());
      json.writeNumberField("max", step.max());
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
    write(json, action.span());
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

  private static void write(JsonGenerator json, SourceSpan span) throws IOException {
    json.writeFieldName("at");
    int[] place = {span.line(), span.column(), span.endLine(), span.endColumn()};
    json.writeArray(place, 0, place.length);
  }

  private static Node node(JsonNode json) {
    List<String> after = new ArrayList<>();
    Fields.array(json, "after").forEach(id -> after.add(Fields.text(id)));
    if (json.has("join")) {
      return new Node.Join(Fields.text(json, "join"), after, span(json));
    }
    var actions = new ArrayList<Action>();
    Fields.array(json, "actions").forEach(action -> actions.add(action(action)));
    return new Node.Step(
        Fields.text(json, "step"),
        after,
        PredicateJson.read(Fields.of(json, "where")),
        Fields.number(json, "min"),
        Fields.number(json, "max"),
        actions,
        span(json));
  }

  private static Action action(JsonNode json) {
    return new Action(
        OperationCatalog.named(Fields.text(json, "verb")),
        new Arguments(values(Fields.object(json, "arguments"))),
        PredicateJson.read(Fields.of(json, "guard")),
        Fields.milliseconds(Fields.of(json, "deadline")),
        span(json));
  }

  private static SortedMap<String, Value> values(JsonNode json) {
    var values = new TreeMap<String, Value>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      values.put(field.getKey(), ValueJson.read(field.getValue()));
    }
    return values;
  }

  private static SourceSpan span(JsonNode json) {
    var place = new ArrayList<Integer>();
    Fields.array(json, "at").forEach(number -> place.add(Fields.number(number)));
    if (place.size() != 4) {
      throw new IllegalArgumentException("not a place of four numbers: " + place);
    }
    return new SourceSpan(place.get(0), place.get(1), place.get(2), place.get(3));
  }
}
