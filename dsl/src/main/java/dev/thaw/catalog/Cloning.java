package dev.thaw.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.checkpoint.Act;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.CheckpointPlace;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.FileCall;
import dev.thaw.operation.OperationSpec.Unfit;
import dev.thaw.operation.Request;
import dev.thaw.operation.Request.Command;
import dev.thaw.operation.Stage;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes a second container that goes on where a checkpoint of the first one was taken: made, never
 * run, given the checkpoint and the files that its processes have open, and started from it. The
 * usual recipe, {@code docker run} and then {@code start --checkpoint}, restores nothing: what runs
 * already is not started (304).
 */
final class Cloning {
  static final String SERIES = CheckpointOperations.SERIES;
  static final String TO = "to";
  static final String RUN = CheckpointOperations.RUN;

  /** What the engine takes (moby, {@code daemon/names}). */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}");

  /** Each is a request for its archive, and one to put it; more is rather an image's task. */
  private static final int MOST_CHANGES = 500;

  private final Snapshot target;
  private final Arguments arguments;
  private final String checkpoint;

  private Cloning(Snapshot target, Arguments arguments, String checkpoint) {
    this.target = target;
    this.arguments = arguments;
    this.checkpoint = checkpoint;
  }

  static Optional<Unfit> unfit(String option, Value value) {
    if (option.equals(TO) && value instanceof Value.Text text) {
      return NAME.matcher(text.text()).matches()
          ? Optional.empty()
          : Optional.of(new Unfit(
              text.source() + " is no name for a container.",
              "Write 2 to 128 letters, digits, and _ . - of them, as 'cache-2'."));
    }
    return option.equals(SERIES) ? Series.unfit(value) : Optional.empty();
  }

  /** Returns what is sent for it. */
  static Request of(Snapshot target, Arguments arguments) {
    EngineCall listing = EngineCall.get(path(target.id(), "/checkpoints"));
    return Preflighting.of(
        Act.CLONE,
        target,
        listing,
        listed -> MeantCheckpoint.of(
            target,
            arguments,
            listed,
            name -> new Cloning(target, arguments, name).looking()));
  }

  private Request looking() {
    return new Request.Inquiry(
        List.of(EngineCall.get("/info"), EngineCall.get(path(target.id(), "/json"))),
        answers -> new Request.Inquiry(
            List.of(
                EngineCall.get(path(target.id(), "/changes")),
                namesakes(),
                EngineCall.get(
                    "/images/json",
                    filters(
                        "reference", answers.get(1).path("Config").path("Image").asText())),
                EngineCall.get("/containers/json")),
            more -> cloning(answers.get(0), answers.get(1), more)));
  }

  private Request cloning(JsonNode info, JsonNode inspect, List<JsonNode> answers) {
    Optional<String> taken = taken(answers.get(1));
    if (taken.isPresent()) {
      return new Request.Impossible(taken.get());
    }
    String run = arguments.text(RUN).orElse(Series.RUN);
    var configuration = ClonedConfiguration.of(inspect, answers.get(2), answers.get(3), run);
    ChangedFiles changed = ChangedFiles.of(answers.get(0), mounted(inspect));
    if (changed.copied().size() > MOST_CHANGES) {
      return new Request.Impossible(
          "it has changed files in " + changed.copied().size()
              + " places of its own layer, more than the " + MOST_CHANGES + " that are copied."
              + " Keep such files in a volume.");
    }
    String root = info.path("DockerRootDir").asText();
    var stages = new ArrayList<Stage>();
    stages.add(new Stage.Make(
        EngineCall.post("/containers/create", Map.of("name", name()), configuration.body())));
    stages.add(new Stage.OnDisk(new FileCall.Copy(
        CheckpointPlace.of(root, target.id(), checkpoint),
        CheckpointPlace.of(root, Command.ID, checkpoint))));
    changed.copied().forEach(path -> stages.add(carrying(path)));
    configuration
        .networks()
        .forEach((network, body) -> stages.add(
            new Stage.Call(EngineCall.post("/networks/" + network + "/connect", Map.of(), body))));
    stages.add(new Stage.Call(
        EngineCall.post(path(Command.ID, "/start"), Map.of("checkpoint", checkpoint), "")));
    var remarks = new ArrayList<>(configuration.remarks());
    if (changed.removed() > 0) {
      remarks.add(
          "with " + changed.removed() + " files of the image that the other one has removed");
    }
    return new Request.Staged(
        root,
        target.id(),
        stages,
        List.of(new Stage.Call(new EngineCall(
            "DELETE",
            path(Command.ID, ""),
            new TreeMap<>(Map.of("force", "true", "v", "true")),
            ""))),
        Optional.of(made(run)),
        new Request.Evidence(made(run), Cloning::runs, name() + " does not run"),
        remarks);
  }

  private Stage carrying(String path) {
    return new Stage.Carry(
        EngineCall.get(path(target.id(), "/archive"), Map.of("path", path)),
        new EngineCall(
            "PUT",
            path(Command.ID, "/archive"),
            new TreeMap<>(Map.of("path", ChangedFiles.parent(path), "copyUIDGID", "true")),
            ""));
  }

  private String name() {
    return arguments.text(TO).orElseThrow();
  }

  private EngineCall namesakes() {
    var query = new TreeMap<>(filters("name", "^/" + name().replace(".", "[.]") + "$"));
    query.put("all", "true");
    return EngineCall.get("/containers/json", query);
  }

  /** Only what this run made has both labels. */
  private EngineCall made(String run) {
    return EngineCall.get(
        "/containers/json",
        Map.of(
            "all",
            "true",
            "filters",
            "{\"label\":[\"" + ClonedConfiguration.OF + "=" + target.id() + "\",\""
                + ClonedConfiguration.RUN + "=" + run + "\"],\"name\":[\"^/"
                + name().replace(".", "[.]") + "$\"]}"));
  }

  private Optional<String> taken(JsonNode namesakes) {
    if (namesakes.isEmpty()) {
      return Optional.empty();
    }
    JsonNode there = namesakes.path(0);
    boolean halfMade = there.path("State").asText().equals("created")
        && there.path("Labels").path(ClonedConfiguration.OF).asText().equals(target.id());
    return Optional.of("there is a container " + name() + " already"
        + (halfMade
            ? ", which an earlier run did not finish. Remove it."
            : ". Take another name, or remove it."));
  }

  private static boolean runs(JsonNode listed) {
    return listed.size() == 1 && listed.path(0).path("State").asText().equals("running");
  }

  private static List<String> mounted(JsonNode inspect) {
    var mounted = new ArrayList<String>();
    inspect
        .path("Mounts")
        .forEach(mount -> mounted.add(mount.path("Destination").asText()));
    inspect.path("HostConfig").path("Tmpfs").fieldNames().forEachRemaining(mounted::add);
    return mounted;
  }

  private static String path(String id, String rest) {
    return "/containers/" + id + rest;
  }

  private static Map<String, String> filters(String key, String value) {
    return Map.of(
        "filters",
        "{\"" + key + "\":[\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]}");
  }
}
