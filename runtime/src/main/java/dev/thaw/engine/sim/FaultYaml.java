package dev.thaw.engine.sim;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING;
import static dev.thaw.diagnostic.DiagnosticCode.REPEATED;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.engine.sim.FaultSpec.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the faults of a world. */
final class FaultYaml {
  private static final List<String> EFFECTS =
      List.of("reply", "delay", "reset", "truncate", "criu");
  private static final List<String> KEYS =
      List.of("on", "every", "reply", "body", "delay", "reset", "truncate", "criu");
  private static final Pattern REQUEST = Pattern.compile("([A-Z]+|\\*) (/\\S*)");

  private static final Pattern FOR_CRIU =
      Pattern.compile("(POST|\\*) /containers/[^/]*/(checkpoints|start|\\*)");

  private final Problems problems;

  FaultYaml(Problems problems) {
    this.problems = problems;
  }

  List<FaultSpec> read(List<Node> nodes) {
    var faults = new ArrayList<FaultSpec>();
    for (Node node : nodes) {
      YamlMap.of(node, "a fault", KEYS, problems).flatMap(this::fault).ifPresent(faults::add);
    }
    return faults;
  }

  private Optional<FaultSpec> fault(YamlMap map) {
    int every = map.whole("every", 1, Integer.MAX_VALUE).orElse(1);
    Optional<Matcher> request = request(map);
    Optional<Effect> effect = effect(map);
    return request.isEmpty() || effect.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FaultSpec(request.get().group(1), request.get().group(2), every, effect.get()));
  }

  private Optional<Matcher> request(YamlMap map) {
    if (!map.has("on")) {
      problems.add(
          MISSING,
          map.node(),
          "This fault strikes nothing.",
          "Add on: \"POST /containers/*/pause\".");
      return Optional.empty();
    }
    Optional<Matcher> request = map.text("on").map(REQUEST::matcher).filter(Matcher::matches);
    if (request.isEmpty() && map.text("on").isPresent()) {
      problems.add(
          WRONG_TYPE,
          map.at("on").orElseThrow(),
          "on is no request.",
          "Write a method and a path: \"POST /containers/*/pause\".");
    }
    return request;
  }

  private Optional<Effect> effect(YamlMap map) {
    List<String> present = EFFECTS.stream().filter(map::has).toList();
    if (present.isEmpty()) {
      problems.add(
          MISSING,
          map.node(),
          "This fault does nothing.",
          "Add one of: " + String.join(", ", EFFECTS) + ".");
    }
    present.stream()
        .skip(1)
        .forEach(second -> problems.add(
            REPEATED,
            map.at(second).orElseThrow(),
            "The fault has " + present.get(0) + " already.",
            "Make " + second + " a fault of its own."));
    if (map.has("body") && !map.has("reply")) {
      problems.add(
          MISPLACED, map.at("body").orElseThrow(), "A body needs a reply.", "Add reply: 500.");
    }
    return present.isEmpty() ? Optional.empty() : effect(map, present.get(0));
  }

  private Optional<Effect> effect(YamlMap map, String key) {
    return switch (key) {
      case "reply" ->
        map.whole(key, 400, 599)
            .map(status -> new FaultSpec.Refuse(status, map.text("body").orElse("")));
      case "delay" -> map.duration(key).map(FaultSpec.Delay::new);
      case "reset" ->
        map.word(key, List.of("before", "after"))
            .map(when ->
                when.equals("before") ? new FaultSpec.ResetBefore() : new FaultSpec.ResetAfter());
      case "criu" -> criu(map);
      default -> truncate(map);
    };
  }

  /** CRIU has nothing to do with most requests. */
  private Optional<Effect> criu(YamlMap map) {
    Optional<String> on = map.text("on");
    if (on.isPresent() && !FOR_CRIU.matcher(on.get()).matches()) {
      problems.add(
          MISPLACED,
          map.at("criu").orElseThrow(),
          "CRIU does nothing in this request.",
          "Write on: \"POST /containers/*/checkpoints\" or \"POST /containers/*/start\".");
      return Optional.empty();
    }
    return map.text("criu").map(FaultSpec.CriuFails::new);
  }

  private Optional<Effect> truncate(YamlMap map) {
    Optional<Boolean> truncate = map.flag("truncate");
    if (truncate.isPresent() && !truncate.get()) {
      problems.add(
          MISPLACED,
          map.at("truncate").orElseThrow(),
          "A fault that does not truncate does nothing.",
          "Leave the fault out.");
    }
    return truncate.map(yes -> new FaultSpec.Truncate());
  }
}
