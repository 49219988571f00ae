package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The body of {@code GET /containers/<id>/json}, in the order and with the types of Docker 26.1.5.
 */
final class InspectBody {
  private InspectBody() {}

  static JsonObject of(SimContainer container) {
    ContainerSpec spec = container.spec();
    List<String> command = spec.command();
    return new JsonObject()
        .put("Id", container.id())
        .put("Created", container.created().toString())
        .put("Path", command.get(0))
        .put("Args", command.subList(1, command.size()))
        .put("State", state(container))
        .put("Image", imageId(spec.image()))
        .put("ResolvConfPath", "")
        .put("HostnamePath", "")
        .put("HostsPath", "")
        .put("LogPath", "")
        .put("Name", "/" + spec.name())
        .put("RestartCount", container.comeback().count())
        .put("Driver", "overlay2")
        .put("Platform", "linux")
        .put("MountLabel", "")
        .put("ProcessLabel", "")
        .put("AppArmorProfile", "")
        .put("ExecIDs", null)
        .put("HostConfig", hostConfig(container))
        .put("Mounts", AttachmentBody.mounts(container))
        .put("Config", config(container))
        .put(
            "NetworkSettings",
            new JsonObject()
                .put("Ports", AttachmentBody.inspectedPorts(container))
                .put("Networks", AttachmentBody.networks(container)));
  }

  static String imageId(String image) {
    return image.startsWith("sha256:") ? image : "sha256:" + Containers.digest("image " + image);
  }

  private static JsonObject state(SimContainer container) {
    ContainerState state = container.state();
    JsonObject body = new JsonObject()
        .put("Status", state.word())
        .put("Running", state.alive())
        .put("Paused", state == ContainerState.PAUSED)
        .put("Restarting", state == ContainerState.RESTARTING)
        .put("OOMKilled", container.oomKilled())
        .put("Dead", state == ContainerState.DEAD)
        .put("Pid", container.pid())
        .put("ExitCode", container.exitCode())
        .put("Error", container.error())
        .put("StartedAt", Json.moment(container.startedAt()))
        .put("FinishedAt", Json.moment(container.finishedAt()));
    container.health().ifPresent(health -> body.put("Health", health(health)));
    return body;
  }

  private static JsonObject health(SimHealth health) {
    return new JsonObject()
        .put("Status", health.status().word())
        .put("FailingStreak", health.failingStreak())
        .put("Log", health.log().stream().map(InspectBody::probe).toList());
  }

  private static JsonObject probe(SimHealth.Probe probe) {
    Optional<Instant> at = Optional.of(probe.at());
    return new JsonObject()
        .put("Start", Json.moment(at))
        .put("End", Json.moment(at))
        .put("ExitCode", probe.passed() ? 0 : 1)
        .put("Output", "");
  }

  private static JsonObject hostConfig(SimContainer container) {
    ContainerSpec spec = container.spec();
    return new JsonObject()
        .put("Binds", null)
        .put("LogConfig", new JsonObject().put("Type", "json-file").put("Config", new JsonObject()))
        .put("NetworkMode", spec.attachments().networks().get(0))
        .put("PortBindings", new JsonObject())
        .put(
            "RestartPolicy",
            new JsonObject().put("Name", container.comeback().policy()).put("MaximumRetryCount", 0))
        .put("AutoRemove", spec.autoRemove())
        .put("Privileged", false)
        .put("Memory", spec.memory().limit().orElse(0));
  }

  private static JsonObject config(SimContainer container) {
    ContainerSpec spec = container.spec();
    JsonObject body = new JsonObject()
        .put("Hostname", container.id().substring(0, 12))
        .put("User", "")
        .put("AttachStdin", false)
        .put("AttachStdout", false)
        .put("AttachStderr", false)
        .put("Tty", spec.tty())
        .put("OpenStdin", false)
        .put("Env", spec.process().env())
        .put("Cmd", spec.command())
        .put("Image", spec.image())
        .put("WorkingDir", "")
        .put("Entrypoint", null)
        .put("Labels", spec.labels());
    spec.health()
        .ifPresent(health -> body.put(
            "Healthcheck",
            new JsonObject()
                .put("Test", List.of("CMD-SHELL", "true"))
                .put("Interval", health.interval().toNanos())));
    return body;
  }
}
