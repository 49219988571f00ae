package dev.thaw.engine.sim;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.REPEATED;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Inspection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the containers of a world. */
final class ContainerYaml {
  private static final List<String> KEYS = List.of(
      "name",
      "count",
      "image",
      "labels",
      "state",
      "health",
      "memory",
      "cpu",
      "pids",
      "restartPolicy",
      "restarts",
      "age",
      "networks",
      "volumes",
      "ports",
      "tty",
      "exitCode",
      "oomKilled",
      "logs",
      "exec",
      "stop",
      "files",
      "command",
      "env",
      "counts",
      "autoRemove");

  /** moby, {@code daemon/names/names.go}. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  private static final String NUMBER = "{n}";
  private static final int OUT_OF_MEMORY = 137;

  private final Problems problems;
  private final Set<String> names = new HashSet<>();
  private final List<ContainerSpec> containers = new ArrayList<>();

  ContainerYaml(Problems problems) {
    this.problems = problems;
  }

  List<ContainerSpec> read(List<Node> nodes) {
    nodes.forEach(node -> YamlMap.of(node, "a container", KEYS, problems).ifPresent(this::addAll));
    return containers;
  }

  private void addAll(YamlMap map) {
    int count = map.whole("count", 1, World.MOST_CONTAINERS).orElse(1);
    Optional<String> name = name(map);
    ContainerSpec container = container(map, name.orElse(""));
    if (name.isEmpty()) {
      return;
    }
    if (containers.size() + count > World.MOST_CONTAINERS) {
      problems.add(
          OUT_OF_RANGE,
          map.node(),
          "With this there are more than " + World.MOST_CONTAINERS + " containers.",
          "Lower a count.");
      return;
    }
    for (int number = 1; number <= count; number++) {
      add(map, numbered(container, number));
    }
  }

  private void add(YamlMap map, ContainerSpec container) {
    if (names.add(container.name())) {
      containers.add(container);
    } else {
      problems.add(
          REPEATED,
          map.at("name").orElseThrow(),
          "A container of the name " + container.name() + " is already there.",
          "Give each a name of its own.");
    }
  }

  private Optional<String> name(YamlMap map) {
    if (!map.has("name")) {
      problems.add(MISSING, map.node(), "This container has no name.", "Add name: web-1.");
      return Optional.empty();
    }
    Optional<String> name = map.text("name");
    if (name.isEmpty()) {
      return name;
    }
    Node node = map.at("name").orElseThrow();
    boolean numbered = name.get().contains(NUMBER);
    if (map.has("count") && !numbered) {
      problems.add(
          MISPLACED,
          node,
          "With a count all names would be the same.",
          "Put the number into the name: \"" + YamlScalars.shown(name.get()) + "-{n}\".");
      return Optional.empty();
    }
    if (!map.has("count") && numbered) {
      problems.add(
          MISSING, node, "The name has a number, but there is no count.", "Add count: 10.");
      return Optional.empty();
    }
    if (!NAME.matcher(name.get().replace(NUMBER, "1")).matches()) {
      problems.add(
          WRONG_TYPE,
          node,
          "'" + YamlScalars.shown(name.get()) + "' cannot be a container's name.",
          "Use two or more of a-z A-Z 0-9 _ . - and begin with a letter or a digit.");
      return Optional.empty();
    }
    return name;
  }

  private ContainerSpec container(YamlMap map, String name) {
    var parts = new ContainerPartYaml(problems);
    boolean oomKilled = map.flag("oomKilled").orElse(false);
    return new ContainerSpec(
        name,
        map.text("image").orElse("busybox"),
        map.texts("labels"),
        map.word("state", ContainerState.words())
            .map(ContainerState::of)
            .orElse(ContainerState.RUNNING),
        map.at("health").flatMap(parts::health),
        map.at("memory").flatMap(parts::memory).orElse(MemorySpec.DEFAULT),
        map.decimal("cpu", 0, 100_000).map(Number::doubleValue).orElse(0.0),
        map.whole("pids", 1, 4_194_304).orElse(1),
        map.word("restartPolicy", Inspection.RESTART_POLICIES).orElse("no"),
        map.whole("restarts", 0, 1_000_000).orElse(0),
        map.duration("age").orElse(ContainerSpec.DEFAULT_AGE),
        new AttachmentSpec(
            map.lines("networks"), map.lines("volumes"), map.wholes("ports", 1, 65_535)),
        map.flag("tty").orElse(false),
        map.whole("exitCode", 0, 255).orElse(oomKilled ? OUT_OF_MEMORY : 0),
        oomKilled,
        map.lines("logs"),
        map.at("exec").flatMap(parts::exec).orElse(ExecSpec.DEFAULT),
        map.at("stop").flatMap(parts::stop).orElse(StopSpec.DEFAULT),
        parts.files(map),
        parts.process(map),
        parts.autoRemove(map));
  }

  private static ContainerSpec numbered(ContainerSpec spec, int number) {
    String digits = Integer.toString(number);
    Map<String, String> labels = new LinkedHashMap<>();
    spec.labels().forEach((key, value) -> labels.put(key, value.replace(NUMBER, digits)));
    return new ContainerSpec(
        spec.name().replace(NUMBER, digits),
        spec.image(),
        labels,
        spec.state(),
        spec.health(),
        spec.memory(),
        spec.cpu(),
        spec.pids(),
        spec.restartPolicy(),
        spec.restarts(),
        spec.age(),
        spec.attachments(),
        spec.tty(),
        spec.exitCode(),
        spec.oomKilled(),
        spec.logs(),
        spec.exec(),
        spec.stop(),
        spec.files(),
        spec.process(),
        spec.autoRemove());
  }
}
