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
  private JsonObject version() {
    EngineSpec engine = world.engine();
    JsonObject details = new JsonObject()
        .put("ApiVersion", engine.api().toString())
        .put("MinAPIVersion", engine.minApi().toString())
        .put("Arch", "amd64")
        .put("BuildTime", "2026-01-01T00:00:00.000000000+00:00")
        .put("Experimental", Boolean.toString(engine.experimental()))
        .put("GitCommit", "simulated")
        .put("GoVersion", "none")
        .put("KernelVersion", engine.machine().kernel())
        .put("Os", "linux");
    JsonObject body = new JsonObject()
        .put("Platform", new JsonObject().put("Name", "Thaw simulator"))
        .put(
            "Components",
            List.of(new JsonObject()
                .put("Name", "Engine")
                .put("Version", engine.version())
                .put("Details", details)))
        .put("Version", engine.version());
    body.putAll(details);
    body.put("Experimental", engine.experimental());
    return body;
  }

  private JsonObject info(Instant now) {
    EngineSpec engine = world.engine();
    List<SimContainer> all = containers.newestFirst(now);
    long paused = count(all, ContainerState.PAUSED);
    long running = count(all, ContainerState.RUNNING) + count(all, ContainerState.RESTARTING);
    return new JsonObject()
        .put("ID", id())
        .put("Containers", all.size())
        .put("ContainersRunning", running)
        .put("ContainersPaused", paused)
        .put("ContainersStopped", all.size() - running - paused)
        .put(
            "Images",
            all.stream().map(container -> container.spec().image()).distinct().count())
        .put("Driver", engine.machine().driver())
        .put("MemoryLimit", true)
        .put("CgroupDriver", "systemd")
        .put("CgroupVersion", Integer.toString(engine.machine().cgroup()))
        .put("SystemTime", now.toString())
        .put("OperatingSystem", "Thaw simulator")
        .put("OSType", "linux")
        .put("Architecture", "x86_64")
        .put("KernelVersion", engine.machine().kernel())
        .put("NCPU", engine.processors())
        .put("MemTotal", engine.memory())
        .put("DockerRootDir", engine.machine().root())
        .put("Name", "sim")
        .put("Labels", List.of())
        .put("ExperimentalBuild", engine.experimental())
        .put("ServerVersion", engine.version())
        .put("Swarm", new JsonObject().put("LocalNodeState", "inactive"))
        .put("LiveRestoreEnabled", false)
        .put("Warnings", null);
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
