package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Health;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of {@code GET /containers/<id>/json}, in the order and with the types of Docker 26.1.5.
 */
final class InspectBody {
  private InspectBody() {}

  static Map<String, Object> of(SimContainer container) {
    ContainerSpec spec = container.spec();
    List<String> command = spec.command();
    return Json.object(
        "Id",
        container.id(),
        "Created",
        container.created().toString(),
        "Path",
        command.get(0),
        "Args",
        command.subList(1, command.size()),
        "State",
        state(container),
        "Image",
        imageId(spec),
        "ResolvConfPath",
        "",
        "HostnamePath",
        "",
        "HostsPath",
        "",
        "LogPath",
        "",
        "Name",
        "/" + spec.name(),
        "RestartCount",
        0,
        "Driver",
        "overlay2",
        "Platform",
        "linux",
        "MountLabel",
        "",
        "ProcessLabel",
        "",
        "AppArmorProfile",
        "",
        "ExecIDs",
        null,
        "HostConfig",
        hostConfig(spec),
        "Mounts",
        List.of(),
        "Config",
        config(container),
        "NetworkSettings",
        Json.object("Ports", Json.object(), "Networks", Json.object()));
  }

  static String imageId(ContainerSpec spec) {
    return "sha256:" + Containers.digest("image " + spec.image());
  }

  private static Map<String, Object> state(SimContainer container) {
    ContainerState state = container.state();
    Map<String, Object> body = Json.object(
        "Status", state.word(),
        "Running", state.alive(),
        "Paused", state == ContainerState.PAUSED,
        "Restarting", state == ContainerState.RESTARTING,
        "OOMKilled", container.oomKilled(),
        "Dead", state == ContainerState.DEAD,
        "Pid", container.pid(),
        "ExitCode", container.exitCode(),
        "Error", "",
        "StartedAt", Json.moment(container.startedAt()),
        "FinishedAt", Json.moment(container.finishedAt()));
    container.health().ifPresent(health -> body.put("Health", health(health, state)));
    return body;
  }

  private static Map<String, Object> health(SimHealth health, ContainerState state) {
    Health status = state == ContainerState.CREATED ? Health.STARTING : health.status();
    return Json.object(
        "Status", status.word(),
        "FailingStreak", health.failingStreak(),
        "Log", health.log().stream().map(InspectBody::probe).toList());
  }

  private static Map<String, Object> probe(SimHealth.Probe probe) {
    Optional<Instant> at = Optional.of(probe.at());
    return Json.object(
        "Start",
        Json.moment(at),
        "End",
        Json.moment(at),
        "ExitCode",
        probe.passed() ? 0 : 1,
        "Output",
        "");
  }

  private static Map<String, Object> hostConfig(ContainerSpec spec) {
    return Json.object(
        "Binds",
        null,
        "LogConfig",
        Json.object("Type", "json-file", "Config", Json.object()),
        "NetworkMode",
        "bridge",
        "PortBindings",
        Json.object(),
        "RestartPolicy",
        Json.object("Name", spec.restartPolicy(), "MaximumRetryCount", 0),
        "AutoRemove",
        false,
        "Privileged",
        false,
        "Memory",
        spec.memory().limit().orElse(0));
  }

  private static Map<String, Object> config(SimContainer container) {
    ContainerSpec spec = container.spec();
    Map<String, Object> body = Json.object(
        "Hostname",
        container.id().substring(0, 12),
        "User",
        "",
        "AttachStdin",
        false,
        "AttachStdout",
        false,
        "AttachStderr",
        false,
        "Tty",
        spec.tty(),
        "OpenStdin",
        false,
        "Env",
        List.of("PATH=/bin"),
        "Cmd",
        spec.command(),
        "Image",
        spec.image(),
        "WorkingDir",
        "",
        "Entrypoint",
        null,
        "Labels",
        spec.labels());
    spec.health()
        .ifPresent(health -> body.put(
            "Healthcheck",
            Json.object(
                "Test", List.of("CMD-SHELL", "true"),
                "Interval", health.interval().toNanos())));
    return body;
  }
}
