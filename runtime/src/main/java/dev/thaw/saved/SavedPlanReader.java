package dev.thaw.saved;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.EngineInfo;
import dev.thaw.graph.GraphJson;
import dev.thaw.graph.OperationGraph;
import dev.thaw.operation.EngineCall;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes a plan of a tree whose checksum is right. That says that nobody changed it by mistake, not
 * who made it: whatever does not fit is refused all the same.
 */
final class SavedPlanReader {
  private final String checksum;
  private final JsonNode tree;

  SavedPlanReader(String checksum, JsonNode tree) {
    this.checksum = checksum;
    this.tree = tree;
  }

  /**
   * Reads it.
   *
   * @throws RuntimeException if anything is missing or of another kind
   */
  SavedPlan plan() {
    OperationGraph graph = GraphJson.read(CanonicalJson.of(field(tree, "graph")));
    if (!SavedPlanJson.digest(graph).equals(text(tree, "graphSha256"))) {
      throw new IllegalArgumentException("its graph is another one");
    }
    var plan = new SavedPlan(
        checksum,
        text(tree, "thaw"),
        Instant.parse(text(tree, "madeAt")),
        Instant.parse(text(tree, "expires")),
        engine(field(tree, "engine")),
        source(field(tree, "script")),
        each(tree, "policies", SavedPlanReader::source),
        each(tree, "containers", SavedPlanReader::portrait),
        each(tree, "steps", SavedPlanReader::step),
        graph);
    checkWhole(plan);
    return plan;
  }

  private static void checkWhole(SavedPlan plan) {
    var known = new HashSet<String>();
    for (Portrait portrait : plan.containers()) {
      if (!EngineCall.isIdentifier(portrait.id()) || !known.add(portrait.id())) {
        throw new IllegalArgumentException("a container twice, or none: " + portrait.id());
      }
    }
    if (!plan.steps().stream().flatMap(SavedStep::containers).allMatch(known::contains)) {
      throw new IllegalArgumentException("a step names a container that it does not describe");
    }
    List<String> planned = plan.steps().stream().map(SavedStep::id).toList();
    if (!planned.equals(plan.graph().steps().map(step -> step.id()).toList())) {
      throw new IllegalArgumentException("its steps are not those of its graph");
    }
  }

  private static EngineInfo engine(JsonNode json) {
    return new EngineInfo(
        text(json, "address"), text(json, "id"), text(json, "name"), text(json, "version"));
  }

  private static Source source(JsonNode json) {
    var includes = new TreeMap<String, String>();
    for (Map.Entry<String, JsonNode> include : field(json, "includes").properties()) {
      includes.put(include.getKey(), text(include.getValue()));
    }
    return new Source(
        text(json, "name"),
        json.has("path") ? Optional.of(Path.of(text(json, "path"))) : Optional.empty(),
        json.has("path") ? "" : text(json, "text"),
        text(json, "sha256"),
        includes);
  }

  private static Portrait portrait(JsonNode json) {
    return new Portrait(
        text(json, "id"),
        text(json, "name"),
        text(json, "image"),
        text(json, "imageId"),
        Instant.parse(text(json, "startedAt")),
        text(json, "state"),
        text(json, "labelsSha256"));
  }

  private static SavedStep step(JsonNode json) {
    return new SavedStep(
        text(json, "step"),
        number(json, "matching"),
        text(json, "refused"),
        each(json, "targets", SavedPlanReader::target),
        each(json, "undecided", SavedPlanReader::undecided));
  }

  private static SavedStep.Target target(JsonNode json) {
    return new SavedStep.Target(
        text(json, "container"),
        text(json, "name"),
        text(json, "state"),
        each(json, "actions", SavedPlanReader::doing));
  }

  private static SavedStep.Doing doing(JsonNode json) {
    return new SavedStep.Doing(
        text(json, "verb"), text(json, "decision"), each(json, "requests", SavedPlanReader::text));
  }

  private static SavedStep.Undecided undecided(JsonNode json) {
    JsonNode open = field(json, "open");
    if (!open.isBoolean()) {
      throw new IllegalArgumentException("not true or false: " + open);
    }
    return new SavedStep.Undecided(
        text(json, "container"), text(json, "name"), open.booleanValue());
  }

  private static JsonNode field(JsonNode object, String name) {
    JsonNode field = object.get(name);
    if (field == null) {
      throw new IllegalArgumentException("no field " + name);
    }
    return field;
  }

  private static String text(JsonNode object, String name) {
    return text(field(object, name));
  }

  private static String text(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException("not a text: " + json);
    }
    return json.textValue();
  }

  private static int number(JsonNode object, String name) {
    JsonNode json = field(object, name);
    if (!json.isIntegralNumber() || !json.canConvertToInt()) {
      throw new IllegalArgumentException("not a number: " + json);
    }
    return json.intValue();
  }

  private static <T> List<T> each(JsonNode object, String name, Function<JsonNode, T> read) {
    JsonNode array = field(object, name);
    if (!array.isArray()) {
      throw new IllegalArgumentException("not an array: " + name);
    }
    var items = new ArrayList<T>();
    array.forEach(item -> items.add(read.apply(item)));
    return items;
  }
}
