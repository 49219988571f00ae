package dev.thaw.engine.sim;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.fact.Health;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the mappings that a container's description holds. */
final class ContainerPartYaml {
  private static final List<String> STATUSES =
      Health.words().stream().filter(word -> !word.equals("none")).toList();

  private final Problems problems;

  ContainerPartYaml(Problems problems) {
    this.problems = problems;
  }

  Optional<HealthSpec> health(Node node) {
    return YamlMap.of(node, "health", List.of("status", "healthyAfter", "interval"), problems)
        .map(map -> new HealthSpec(
            map.word("status", STATUSES).map(Health::of).orElse(Health.HEALTHY),
            map.duration("healthyAfter"),
            interval(map).orElse(HealthSpec.INTERVAL)));
  }

  Optional<MemorySpec> memory(Node node) {
    return YamlMap.of(node, "memory", List.of("usage", "cache", "limit"), problems)
        .map(this::memory);
  }

  Optional<ExecSpec> exec(Node node) {
    return YamlMap.of(node, "exec", List.of("exitCode", "output", "takes"), problems)
        .map(map -> new ExecSpec(
            map.whole("exitCode", 0, 255).orElse(0),
            map.text("output").orElse(""),
            map.duration("takes").orElse(Duration.ZERO)));
  }

  Optional<StopSpec> stop(Node node) {
    return YamlMap.of(node, "stop", List.of("exitCode", "takes"), problems)
        .map(map -> new StopSpec(
            map.whole("exitCode", 0, 255).orElse(StopSpec.DEFAULT.exitCode()),
            map.duration("takes").orElse(Duration.ZERO)));
  }

  /** Returns the files whose paths can be some. */
  Map<String, String> files(YamlMap container) {
    Map<String, String> files = container.texts("files");
    for (String path : files.keySet()) {
      boolean whole = path.startsWith("/") && !path.endsWith("/") && !path.contains("//");
      boolean folder = files.keySet().stream().anyMatch(other -> other.startsWith(path + "/"));
      if (!whole || folder) {
        problems.add(
            OUT_OF_RANGE,
            container.at("files").orElseThrow(),
            "'" + YamlScalars.shown(path) + "' is no file's path"
                + (folder ? ", as another file is below it." : "."),
            "Write absolute paths of files, as /backup/app.dump.");
        return Map.of();
      }
    }
    return files;
  }

  ProcessSpec process(YamlMap container) {
    Optional<Duration> counts = container.duration("counts");
    if (counts.filter(time -> time.toMillis() < 1).isPresent()) {
      problems.add(
          OUT_OF_RANGE,
          container.at("counts").orElseThrow(),
          "counts is below a millisecond.",
          "Write 1ms or more.");
      counts = Optional.empty();
    }
    List<String> env = container.lines("env");
    for (String variable : env) {
      if (variable.indexOf('=') < 1) {
        problems.add(
            WRONG_TYPE,
            container.at("env").orElseThrow(),
            "'" + YamlScalars.shown(variable) + "' is no variable.",
            "Write NAME=value.");
      }
    }
    return new ProcessSpec(
        container.lines("command"), container.has("env") ? env : ProcessSpec.DEFAULT.env(), counts);
  }

  /** Returns whether the engine is to remove it; it would never come to a restart then. */
  boolean autoRemove(YamlMap container) {
    boolean autoRemove = container.flag("autoRemove").orElse(false);
    if (autoRemove
        && container.text("restartPolicy").filter(name -> !name.equals("no")).isPresent()) {
      problems.add(
          MISPLACED,
          container.at("autoRemove").orElseThrow(),
          "What is removed at its end cannot be started again by a restart policy.",
          "Leave one of them out.");
    }
    return autoRemove;
  }

  private MemorySpec memory(YamlMap map) {
    long usage = map.size("usage").orElse(MemorySpec.DEFAULT.usage());
    Optional<Long> limit = map.size("limit");
    if (limit.isPresent() && usage > limit.get()) {
      problems.add(
          OUT_OF_RANGE,
          map.at("usage").or(() -> map.at("limit")).orElseThrow(),
          "The usage is above the limit.",
          "The kernel would have killed it: write state: exited and oomKilled: true.");
    }
    return new MemorySpec(
        usage,
        map.size("cache").orElse(0L),
        limit.map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  private Optional<Duration> interval(YamlMap map) {
    Optional<Duration> interval = map.duration("interval");
    if (interval.isPresent() && interval.get().isZero()) {
      problems.add(
          OUT_OF_RANGE, map.at("interval").orElseThrow(), "interval is 0.", "Write 1ms or more.");
      return Optional.empty();
    }
    return interval;
  }
}
