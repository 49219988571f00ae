package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the daemon says of itself. */
record SystemRoutes(World world, Containers containers) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/_ping", request -> ping("OK")),
        Route.of("HEAD", "/_ping", request -> ping("")),
        Route.of("GET", "/version", request -> Answer.json(200, version())),
        Route.of("GET", "/info", request -> Answer.json(200, info(request.now()))));
  }

  private static Answer ping(String body) {
    return Answer.text(200, body)
        .with(Map.of(
            "Builder-Version", "2",
            "Cache-Control", "no-cache, no-store, must-revalidate",
            "Pragma", "no-cache",
            "Swarm", "inactive"));
  }

  /** What the docker command line shows of the engine comes from its component's details. */
  private Map<String, Object> version() {
    EngineSpec engine = world.engine();
    Map<String, Object> details = Json.object(
        "ApiVersion", engine.api().toString(),
        "MinAPIVersion", engine.minApi().toString(),
        "Arch", "amd64",
        "BuildTime", "2026-01-01T00:00:00.000000000+00:00",
        "Experimental", Boolean.toString(engine.experimental()),
        "GitCommit", "simulated",
        "GoVersion", "none",
        "KernelVersion", "simulated",
        "Os", "linux");
    Map<String, Object> body = Json.object(
        "Platform", Json.object("Name", "Thaw simulator"),
        "Components",
            List.of(Json.object("Name", "Engine", "Version", engine.version(), "Details", details)),
        "Version", engine.version());
    body.putAll(details);
    body.put("Experimental", engine.experimental());
    return body;
  }

  private Map<String, Object> info(Instant now) {
    EngineSpec engine = world.engine();
    List<SimContainer> all = containers.newestFirst(now);
    long paused = count(all, ContainerState.PAUSED);
    long running = count(all, ContainerState.RUNNING) + count(all, ContainerState.RESTARTING);
    return Json.object(
        "ID",
        id(),
        "Containers",
        all.size(),
        "ContainersRunning",
        running,
        "ContainersPaused",
        paused,
        "ContainersStopped",
        all.size() - running - paused,
        "Images",
        all.stream().map(container -> container.spec().image()).distinct().count(),
        "Driver",
        "overlay2",
        "MemoryLimit",
        true,
        "CgroupDriver",
        "systemd",
        "CgroupVersion",
        "2",
        "SystemTime",
        now.toString(),
        "OperatingSystem",
        "Thaw simulator",
        "OSType",
        "linux",
        "Architecture",
        "x86_64",
        "KernelVersion",
        "simulated",
        "NCPU",
        engine.processors(),
        "MemTotal",
        engine.memory(),
        "DockerRootDir",
        "/nowhere",
        "Name",
        "sim",
        "Labels",
        List.of(),
        "ExperimentalBuild",
        engine.experimental(),
        "ServerVersion",
        engine.version(),
        "Swarm",
        Json.object("LocalNodeState", "inactive"),
        "LiveRestoreEnabled",
        false,
        "Warnings",
        null);
  }

  /** The same for the same world, so that a plan made in one process can be applied in another. */
  private String id() {
    String names =
        world.containers().stream().map(ContainerSpec::name).collect(Collectors.joining("\n"));
    return UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static long count(List<SimContainer> all, ContainerState state) {
    return all.stream().filter(container -> container.state() == state).count();
  }
}
