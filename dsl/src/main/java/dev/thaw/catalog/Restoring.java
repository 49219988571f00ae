package dev.thaw.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.checkpoint.Act;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.CheckpointPlace;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.FileCall;
import dev.thaw.operation.Request;
import dev.thaw.operation.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a container from a checkpoint. From one that is kept apart the engine does not start (403,
 * {@code custom checkpointdir is not supported}), so that it is copied to the container for that.
 */
final class Restoring {
  /** What the copy is called while it is needed. */
  private static final String COPY = "thaw-restore.";

  private Restoring() {}

  static Request of(Snapshot target, Arguments arguments) {
    return Preflighting.of(
        Act.RESTORE,
        target,
        CheckpointDir.listing(target, arguments),
        listed -> MeantCheckpoint.of(
            target,
            arguments,
            listed,
            name -> starting(target, arguments, name)));
  }

  private static Request starting(Snapshot target, Arguments arguments, String name) {
    return CheckpointDir.of(target, arguments).isEmpty()
        ? new Request.Once(start(target, name))
        : new Request.Inquiry(
            List.of(EngineCall.get("/info")),
            answers -> copying(target, arguments, answers.get(0), name));
  }

  private static Request copying(Snapshot target, Arguments arguments, JsonNode info, String name) {
    String root = info.path("DockerRootDir").asText();
    CheckpointPlace copy = CheckpointPlace.of(root, target.id(), COPY + name);
    var removal = new Stage.OnDisk(new FileCall.Remove(copy));
    return new Request.Staged(
        root,
        target.id(),
        List.of(
            new Stage.OnDisk(
                new FileCall.Copy(CheckpointDir.place(target, arguments, info, name), copy)),
            new Stage.Call(start(target, COPY + name)),
            removal),
        List.of(removal),
        Optional.empty(),
        new Request.Evidence(
            EngineCall.get("/containers/" + target.id() + "/json"),
            now -> now.path("State").path("Status").asText().equals("running"),
            "it does not run"),
        List.of());
  }

  private static EngineCall start(Snapshot target, String checkpoint) {
    return EngineCall.post(
        "/containers/" + target.id() + "/start", Map.of("checkpoint", checkpoint), "");
  }
}
