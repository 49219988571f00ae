package dev.thaw.saved;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.thaw.engine.EngineInfo;
import dev.thaw.graph.GraphJson;
import dev.thaw.graph.OperationGraph;
import dev.thaw.json.JsonTree;
import dev.thaw.script.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The JSON form of saved plans, version 1. Docs: {@code docs/plans.md}.
 *
 * <p>The checksum is of the canonical form, so that a plan may be indented anew, but not changed.
 */
public final class SavedPlanJson {
  static final String KIND = "thaw-plan";
  static final int SCHEMA = 1;

  private static final String CHECKSUM = "checksum";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SavedPlanJson() {}

  /** Returns the plan as a file holds it. */
  public static byte[] write(SavedPlan plan) {
    ObjectNode tree = tree(plan);
    tree.put(CHECKSUM, plan.checksum());
    return CanonicalJson.indented(tree);
  }

  /** Returns the plan with its checksum. */
  static SavedPlan sealed(SavedPlan plan) {
    return new SavedPlan(
        Digest.of(CanonicalJson.of(tree(plan))),
        plan.thaw(),
        plan.madeAt(),
        plan.expires(),
        plan.engine(),
        plan.script(),
        plan.policies(),
        plan.containers(),
        plan.steps(),
        plan.graph());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UnusablePlanException if that is not what it is, or it was changed
   */
  public static SavedPlan read(byte[] bytes) throws UnusablePlanException {
    ObjectNode tree = tree(bytes);
    if (!tree.path("kind").asText("").equals(KIND) || !tree.has("schema")) {
      throw new UnusablePlanException(false, "it is no plan");
    }
    if (!tree.get("schema").equals(NODES.numberNode((long) SCHEMA))) {
      throw new UnusablePlanException(
          true, "it is a plan of schema " + tree.get("schema") + ", and this Thaw knows " + SCHEMA);
    }
    JsonNode told = tree.remove(CHECKSUM);
    String checksum = Digest.of(CanonicalJson.of(tree));
    if (told == null || !told.isTextual() || !told.textValue().equals(checksum)) {
      throw new UnusablePlanException(
          true, "it was changed since it was made: its checksum differs");
    }
    try {
      return new SavedPlanReader(checksum, tree).plan();
    } catch (RuntimeException malformed) {
      throw new UnusablePlanException(false, "it is no plan: " + malformed.getMessage());
    }
  }

  private static ObjectNode tree(byte[] bytes) throws UnusablePlanException {
    try (JsonParser parser = JsonTree.factory().createParser(bytes)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      parser.nextToken();
      JsonNode tree = JsonTree.value(parser);
      if (parser.nextToken() == null && tree instanceof ObjectNode object) {
        return object;
      }
      throw new UnusablePlanException(false, "it is no plan: not one JSON object");
    } catch (IOException malformed) {
      throw new UnusablePlanException(false, "it is no plan: " + malformed.getMessage());
    }
  }

  private static ObjectNode tree(SavedPlan plan) {
    ObjectNode tree = NODES.objectNode();
    tree.put("kind", KIND);
    tree.put("schema", (long) SCHEMA);
    tree.put("thaw", plan.thaw());
    tree.put("madeAt", plan.madeAt().toString());
    tree.put("expires", plan.expires().toString());
    tree.set("engine", engine(plan.engine()));
    tree.set("script", source(plan.script()));
    ArrayNode policies = tree.putArray("policies");
    plan.policies().forEach(policy -> policies.add(source(policy)));
    ArrayNode containers = tree.putArray("containers");
    plan.containers().forEach(portrait -> containers.add(portrait(portrait)));
    ArrayNode steps = tree.putArray("steps");
    plan.steps().forEach(step -> steps.add(step(step)));
    byte[] graph = GraphJson.write(plan.graph());
    tree.put("graphSha256", Digest.of(graph));
    tree.set("graph", graph(graph));
    return tree;
  }

  /** Returns the digest of a graph's own JSON form. */
  static String digest(OperationGraph graph) {
    return Digest.of(GraphJson.write(graph));
  }

  private static JsonNode graph(byte[] graph) {
    try {
      return JsonTree.read(graph);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ObjectNode engine(EngineInfo engine) {
    return NODES
        .objectNode()
        .put("id", engine.id())
        .put("name", engine.name())
        .put("address", engine.address())
        .put("version", engine.version());
  }

  private static ObjectNode source(Source source) {
    ObjectNode tree = NODES.objectNode().put("name", source.name());
    source
        .path()
        .ifPresentOrElse(
            path -> tree.put("path", path.toString()), () -> tree.put("text", source.text()));
    tree.put("sha256", source.sha256());
    ObjectNode includes = tree.putObject("includes");
    source.includes().forEach(includes::put);
    return tree;
  }

  private static ObjectNode portrait(Portrait portrait) {
    return NODES
        .objectNode()
        .put("id", portrait.id())
        .put("name", portrait.name())
        .put("image", portrait.image())
        .put("imageId", portrait.imageId())
        .put("startedAt", portrait.startedAt().toString())
        .put("state", portrait.state())
        .put("labelsSha256", portrait.labelsSha256());
  }

  private static ObjectNode step(SavedStep step) {
    ObjectNode tree = NODES
        .objectNode()
        .put("step", step.id())
        .put("matching", (long) step.matching())
        .put("refused", step.refusal());
    ArrayNode targets = tree.putArray("targets");
    for (SavedStep.Target target : step.targets()) {
      ObjectNode one = targets.addObject();
      one.put("container", target.container())
          .put("name", target.name())
          .put("state", target.state());
      ArrayNode doings = one.putArray("actions");
      target.doings().forEach(doing -> doings.add(doing(doing)));
    }
    ArrayNode undecided = tree.putArray("undecided");
    step.undecided()
        .forEach(one -> undecided
            .addObject()
            .put("container", one.container())
            .put("name", one.name())
            .put("open", one.open()));
    return tree;
  }

  private static ObjectNode doing(SavedStep.Doing doing) {
    ObjectNode tree =
        NODES.objectNode().put("verb", doing.verb()).put("decision", doing.decision());
    texts(tree.putArray("requests"), doing.requests());
    return tree;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
