package dev.thaw.engine.sim;

import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.operation.Dialect;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the description of a world.
 *
 * <p>This is everything that it can say; only a container's name, a fault's request and one effect
 * of it are needed. An unknown key is an error.
 *
 * <pre>
 * engine:
 *   version: "26.1.5"
 *   api: "1.45"              # the newest API version spoken
 *   minApi: "1.24"           # the oldest
 *   experimental: true
 *   memory: 16GB             # the machine's: the limit of containers without one of their own
 *   cpus: 4
 *   kernel: "6.12.48"        # of the machine
 *   driver: overlay2         # of storage
 *   cgroup: 2                # version of control groups, 1 or 2
 *   root: /var/lib/docker    # where its data would be
 *   criu: true               # whether there is one: no checkpoints without
 *   checkpointRaces: false   # whether what follows a checkpoint within 200 ms fails, as on real ones
 * host: {mem: 55%, load: 1.5}   # what is in use of the machine; unknown if left out
 * containers:                # in the order of their creation
 *   - name: "batch-{n}"      # {n} counts from 1, in the name and in labels' values
 *     count: 1000
 *     image: busybox
 *     labels: {tier: batch}
 *     state: running         # created, running, paused, restarting, removing, exited or dead
 *     health: {status: starting, healthyAfter: 3s, interval: 30s}
 *     memory: {usage: 300MB, cache: 20MB, limit: 512MB}   # usage as docker stats shows it
 *     cpu: 12.5              # percent of one processor
 *     pids: 7
 *     restartPolicy: always  # no, always, unless-stopped or on-failure
 *     restarts: 3            # how often that has started it again
 *     age: 2.days            # when the world begins
 *     networks: [front]      # its names; bridge
 *     volumes: [data]
 *     ports: [8080]          # of the machine, to the same ones of the container
 *     tty: false
 *     exitCode: 137          # 0; 137 if oomKilled
 *     oomKilled: true
 *     logs: ["a line", "another"]
 *     counts: 50.ms          # writes 1, 2, 3 … while it runs, and goes on so from a checkpoint
 *     command: [sleep, "9"]
 *     env: ["PATH=/bin"]
 *     autoRemove: true       # at its end
 *     exec: {exitCode: 0, output: "what any command prints", takes: 2s}
 *     stop: {exitCode: 0, takes: 2s}                      # after SIGTERM; 143 at once
 * latency: 2ms
 * faults:                    # the first that is due strikes
 *   - on: "POST /containers/*&#47;pause"   # * is any one part of the path; a name matches its IDs too
 *     every: 10              # each tenth such request
 *     reply: 500             # nothing done; or: delay: 2s, reset: before|after, truncate: true,
 *                            # or, for checkpoints: criu: "criu failed: type NOTIFY errno 0"
 *     body: "boom"
 * </pre>
 */
public final class WorldYaml {
  private static final List<String> KEYS =
      List.of("engine", "host", "containers", "latency", "faults");
  private static final List<String> ENGINE_KEYS = List.of(
      "version",
      "api",
      "minApi",
      "experimental",
      "memory",
      "cpus",
      "kernel",
      "driver",
      "cgroup",
      "root",
      "criu",
      "checkpointRaces");
  private static final List<String> DRIVERS = List.of(
      "overlay2", "overlayfs", "btrfs", "zfs", "vfs", "fuse-overlayfs", "devicemapper", "aufs");
  private static final Pattern ROOT = Pattern.compile("(/[^/\\p{Cntrl}]+)+");
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+~_-]*");
  private static final Pattern API = Pattern.compile("1\\.[0-9]{1,3}");

  private final Problems problems;

  private WorldYaml(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidWorldException if it does not describe a world
   */
  public static World read(Path file) throws IOException, InvalidWorldException {
    var problems = new Problems(file.toString());
    Optional<String> text = YamlSource.decode(Files.readAllBytes(file), problems);
    problems.throwIfAny();
    return parse(file.toString(), text.orElseThrow());
  }

  /**
   * Reads a text.
   *
   * @param file what diagnostics are to call it
   * @throws InvalidWorldException if it does not describe a world
   */
  public static World parse(String file, String text) throws InvalidWorldException {
    var problems = new Problems(file);
    Optional<World> world = new YamlSource(text, problems)
        .root()
        .flatMap(root -> YamlMap.of(root, "the world", KEYS, problems))
        .map(new WorldYaml(problems)::world);
    problems.throwIfAny();
    return world.orElseThrow();
  }

  private World world(YamlMap map) {
    return new World(
        map.at("engine").flatMap(this::engine).orElse(EngineSpec.DEFAULT),
        map.at("host").flatMap(this::host),
        new ContainerYaml(problems).read(map.items("containers")),
        map.duration("latency").orElse(Duration.ZERO),
        new FaultYaml(problems).read(map.items("faults")));
  }

  private Optional<HostSpec> host(Node node) {
    return YamlMap.of(node, "host", List.of("mem", "load"), problems)
        .map(map -> new HostSpec(
            map.percent("mem").orElse(BigDecimal.ZERO),
            map.decimal("load", 0, 100_000).orElse(BigDecimal.ZERO)));
  }

  private Optional<EngineSpec> engine(Node node) {
    return YamlMap.of(node, "engine", ENGINE_KEYS, problems).map(this::engine);
  }

  private EngineSpec engine(YamlMap map) {
    EngineSpec normal = EngineSpec.DEFAULT;
    Dialect api = api(map, "api").orElse(normal.api());
    Dialect minApi = api(map, "minApi").orElse(normal.minApi());
    if (!api.atLeast(minApi)) {
      problems.add(
          OUT_OF_RANGE,
          map.at("minApi").or(() -> map.at("api")).orElseThrow(),
          "The oldest API version, " + minApi + ", is newer than the newest, " + api + ".",
          "Lower minApi.");
    }
    return new EngineSpec(
        version(map).orElse(normal.version()),
        api,
        minApi,
        map.flag("experimental").orElse(normal.experimental()),
        map.size("memory").orElse(normal.memory()),
        map.whole("cpus", 1, 4096).orElse(normal.processors()),
        machine(map),
        new CriuSpec(
            map.flag("criu").orElse(normal.criu().present()),
            map.flag("checkpointRaces").orElse(normal.criu().races())));
  }

  private MachineSpec machine(YamlMap map) {
    MachineSpec normal = MachineSpec.DEFAULT;
    Optional<String> root = map.text("root");
    if (root.filter(path -> !ROOT.matcher(path).matches()).isPresent()) {
      problems.add(
          WRONG_TYPE,
          map.at("root").orElseThrow(),
          "root is '" + YamlScalars.shown(root.get()) + "'.",
          "Write an absolute path: /var/lib/docker.");
      root = Optional.empty();
    }
    return new MachineSpec(
        map.text("kernel").orElse(normal.kernel()),
        map.word("driver", DRIVERS).orElse(normal.driver()),
        map.whole("cgroup", 1, 2).orElse(normal.cgroup()),
        root.orElse(normal.root()));
  }

  /** The version goes into a header, so not just anything will do. */
  private Optional<String> version(YamlMap map) {
    Optional<String> version = map.text("version");
    if (version.isPresent() && !VERSION.matcher(version.get()).matches()) {
      problems.add(
          WRONG_TYPE,
          map.at("version").orElseThrow(),
          "version is '" + YamlScalars.shown(version.get()) + "'.",
          "Write a version: \"26.1.5\".");
      return Optional.empty();
    }
    return version;
  }

  private Optional<Dialect> api(YamlMap map, String key) {
    Optional<String> text = map.text(key);
    if (text.isPresent() && !API.matcher(text.get()).matches()) {
      problems.add(
          WRONG_TYPE,
          map.at(key).orElseThrow(),
          key + " is '" + YamlScalars.shown(text.get()) + "'.",
          "Write an API version: \"1.45\".");
      return Optional.empty();
    }
    return text.map(Dialect::parse);
  }
}
