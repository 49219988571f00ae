package dev.thaw.catalog;

import static dev.thaw.fact.ContainerState.RUNNING;
import static dev.thaw.operation.OptionType.FLAG;
import static dev.thaw.operation.OptionType.PROOF;
import static dev.thaw.operation.OptionType.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Goal;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.OperationSpec.Unfit;
import dev.thaw.operation.Option;
import dev.thaw.operation.Request;
import dev.thaw.operation.Stage;
import dev.thaw.operation.Wait;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operation that moves containers from engine to engine. */
final class MigrationOperations {
  private static final List<OperationSpec> ALL = new ArrayList<>();
  private static final String TO = "to";
  private static final String KEEP = "keep";
  private static final String VERIFY = "verify";

  private static final Duration LONGEST = Duration.ofMinutes(30);

  public static final OperationSpec MIGRATE = OperationSpec.destroy(
          "migrate", "moves containers to another Podman, where they go on; here they have ended")
      .example("migrate where name == 'cache' to 'unix:///run/other/podman.sock'")
      .options(
          Option.required(
              TO,
              TEXT,
              "the other engine: its address, or the name of one of Podman's connections"),
          Option.withDefault(
              KEEP,
              FLAG,
              "false removes the container here once it runs there",
              new Value.Flag(true)),
          Option.optional(
              VERIFY,
              PROOF,
              "logsContinue: what its log shows there decides, else it goes on here"))
      .refuses(MigrationOperations::unfit)
      .appliesTo(RUNNING)
      .min(1)
      .reaches(arguments -> new Goal.Moves())
      .sends((target, arguments, dialect) -> new Request.Inquiry(
          List.of(EngineCall.get("/version")),
          answers -> OnlyOne.on(answers.get(0))
              ? asking(target, arguments)
              : new Request.Impossible(
                  "Docker's checkpoints hold processes alone, neither the container's files nor its"
                      + " configuration, and its API hands them to nobody: migrate is for two"
                      + " Podmans. Run both containers on Podman, or cloneFrom on this engine.")))
      .within((arguments, target) -> LONGEST)
      .undoneBy("migrate", "the other way round")
      .addTo(ALL);

  private MigrationOperations() {}

  /** Returns the operations of this class. */
  static List<OperationSpec> all() {
    return List.copyOf(ALL);
  }

  private static Optional<Unfit> unfit(String option, Value value) {
    return option.equals(VERIFY) && !new Value.Text(Wait.Continued.WORD).equals(value)
        ? Optional.of(new Unfit(
            "a probe cannot be asked on the other engine before it is decided.",
            "Write verify logsContinue, and probe afterwards."))
        : Optional.empty();
  }

  private static Request asking(Snapshot target, Arguments arguments) {
    EngineCall question = EngineCall.get(path(target), Map.of(TO, to(arguments)));
    return new Request.Inquiry(List.of(question), answers -> {
      JsonNode outlook = answers.get(0);
      String objection = outlook.path("objection").asText();
      return objection.isEmpty()
          ? moving(target, arguments, outlook, question)
          : new Request.Impossible(objection);
    });
  }

  private static Request moving(
      Snapshot target, Arguments arguments, JsonNode outlook, EngineCall question) {
    boolean keep = arguments.find(KEEP).filter(new Value.Flag(false)::equals).isEmpty();
    EngineCall move = EngineCall.post(
        path(target),
        Map.of(
            TO,
            to(arguments),
            "engine",
            outlook.path("engine").asText(),
            KEEP,
            Boolean.toString(keep),
            VERIFY,
            Boolean.toString(arguments.find(VERIFY).isPresent())),
        "");
    return new Request.Staged(
        "",
        target.id(),
        List.of(new Stage.Call(move)),
        List.of(),
        Optional.empty(),
        new Request.Evidence(
            question,
            now -> now.path("arrived").asBoolean(),
            "it does not run on " + to(arguments)),
        remarks(outlook, keep));
  }

  private static List<String> remarks(JsonNode outlook, boolean keep) {
    String from = outlook.path("from").asText();
    String there = outlook.path(TO).asText() + " (" + outlook.path("engine").asText() + ")";
    String name = outlook.path("name").asText();
    return List.of(
        "on " + from + ": " + name + " ends with a checkpoint, which is exported; a checkpoint that"
            + " it had is given up",
        "on " + there + ": the image "
            + (outlook.path("imageThere").asBoolean() ? "is there" : "is brought") + ", and " + name
            + " is made of the export, with its identifier, and goes on",
        "on " + from + ": " + name + (keep ? " stays, ended" : " is removed when it runs there"));
  }

  private static String to(Arguments arguments) {
    return arguments.text(TO).orElseThrow();
  }

  private static String path(Snapshot target) {
    return "/containers/" + target.id() + "/migration";
  }
}
