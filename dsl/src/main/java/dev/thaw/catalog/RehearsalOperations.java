package dev.thaw.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Goal;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.OperationSpec.Part;
import dev.thaw.operation.Request;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The operations that show that a checkpoint can be restored, before anybody relies on it: a clone
 * is started from it, and removed.
 */
final class RehearsalOperations {
  private static final List<OperationSpec> ALL = new ArrayList<>();

  /** What follows the container's name in the clone's. */
  private static final String SUFFIX = "-rehearsal";

  static final OperationSpec END = OperationSpec.destroy(
          "removeTrial", "removes the clone that a rehearsal has made of a container")
      .example("removeTrial where name == 'cache'")
      .reaches(arguments -> new Goal.Evident())
      .sends((target, arguments, dialect) ->
          new Request.Inquiry(List.of(made(target)), answers -> removing(target, answers.get(0))))
      .undoneByNothing("the clone is lost, as it was meant to be")
      .addTo(ALL);

  static final OperationSpec REHEARSE = OperationSpec.change(
          "tryRestore",
          "starts a throw-away clone of a container from a checkpoint, sees it run, and removes it")
      .example("tryRestore 'nightly' where name == 'cache'")
      .options(CheckpointOperations.OF_SERIES)
      .refuses((option, value) -> Series.unfit(value))
      .min(1)
      .apart(CheckpointOperations.APART)
      .standsFor(RehearsalOperations::parts)
      .during(
          (run, arguments) -> arguments.with(CheckpointOperations.RUN, new Value.Text(run.get())))
      .reaches(arguments -> new Goal.Arises())
      .sends((target, arguments, dialect) ->
          Cloning.of(target, arguments.with(Cloning.TO, new Value.Text(target.name() + SUFFIX))))
      .within((arguments, target) -> CheckpointOperations.LONGEST)
      .undoneBy("removeTrial")
      .addTo(ALL);

  private RehearsalOperations() {}

  /** Returns the operations of this class, in the order in which they stand here. */
  static List<OperationSpec> all() {
    return List.copyOf(ALL);
  }

  /** Returns what rehearses a series' newest checkpoint, and leaves nothing. */
  static List<Part> of(Value series) {
    return parts(REHEARSE, Arguments.of(Map.of(CheckpointOperations.SERIES, series)));
  }

  private static List<Part> parts(OperationSpec rehearse, Arguments arguments) {
    return List.of(new Part(rehearse, arguments), new Part(END, Arguments.NONE));
  }

  private static Request removing(Snapshot target, JsonNode listed) {
    var calls = new ArrayList<EngineCall>();
    for (JsonNode clone : listed) {
      Optional.of(clone.path("Id").asText())
          .filter(EngineCall::isIdentifier)
          .ifPresent(id -> calls.add(new EngineCall(
              "DELETE",
              "/containers/" + id,
              new TreeMap<>(Map.of("force", "true", "v", "true")),
              "")));
    }
    return new Request.Proven(
        calls,
        new Request.Evidence(
            made(target),
            JsonNode::isEmpty,
            "the container " + target.name() + SUFFIX + " is there"),
        target.name() + SUFFIX);
  }

  /** Only what a rehearsal has made of this container has the name and the label. */
  private static EngineCall made(Snapshot target) {
    return EngineCall.get(
        "/containers/json",
        Map.of(
            "all",
            "true",
            "filters",
            "{\"label\":[\"" + ClonedConfiguration.OF + "=" + target.id() + "\"],\"name\":[\"^/"
                + target.name().replace(".", "[.]") + SUFFIX + "$\"]}"));
  }
}
