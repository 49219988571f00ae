package dev.thaw.engine.sim;

import static dev.thaw.diagnostic.DiagnosticCode.REPEATED;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_KEY;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The entries of one mapping, each key once and none that is not known. */
final class YamlMap {
  private final Node node;
  private final Map<String, Node> entries = new LinkedHashMap<>();
  private final Problems problems;
  private final YamlScalars scalars;

  private YamlMap(Node node, Problems problems) {
    this.node = node;
    this.problems = problems;
    this.scalars = new YamlScalars(problems);
  }

  /** Returns the mapping at that place, empty and a problem if something else is there. */
  static Optional<YamlMap> of(Node node, String what, Collection<String> known, Problems problems) {
    return any(node, what, problems).map(map -> map.knowing(what, known));
  }

  private static Optional<YamlMap> any(Node node, String what, Problems problems) {
    var map = new YamlMap(node, problems);
    if (!(node instanceof MappingNode mapping)) {
      return map.scalars.wrong(node, what, "a mapping: {key: value}");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        map.scalars.wrong(tuple.getKeyNode(), "a key of " + what, "a word");
      } else if (map.entries.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        problems.add(
            REPEATED,
            key,
            "The key " + YamlScalars.shown(key.getValue()) + " stands here again.",
            "Keep one of them.");
      }
    }
    return Optional.of(map);
  }

  private YamlMap knowing(String what, Collection<String> known) {
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && !known.contains(key.getValue())) {
        problems.addUnknown(UNKNOWN_KEY, key, "key of " + what, key.getValue(), known);
      }
    }
    return this;
  }

  /** Returns where the mapping stands. */
  Node node() {
    return node;
  }

  /** Returns the value of a key, if it is there. */
  Optional<Node> at(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Returns the text of a key, if it is there and fit; likewise those below. */
  Optional<String> text(String key) {
    return at(key).flatMap(value -> scalars.text(value, key));
  }

  Optional<String> word(String key, Collection<String> known) {
    return at(key).flatMap(value -> scalars.word(value, key, known));
  }

  Optional<Boolean> flag(String key) {
    return at(key).flatMap(value -> scalars.flag(value, key));
  }

  /** Returns a whole number within bounds, both included. */
  Optional<Integer> whole(String key, int least, int most) {
    return at(key).flatMap(value -> scalars.whole(value, key, least, most));
  }

  /** Returns a number within bounds, both included. */
  Optional<BigDecimal> decimal(String key, int least, int most) {
    return at(key).flatMap(value -> scalars.decimal(value, key, least, most));
  }

  /** Returns a percentage, 0 to 100. */
  Optional<BigDecimal> percent(String key) {
    return at(key).flatMap(value -> scalars.percent(value, key));
  }

  /** Returns a size in bytes. */
  Optional<Long> size(String key) {
    return at(key).flatMap(value -> scalars.size(value, key));
  }

  Optional<Duration> duration(String key) {
    return at(key).flatMap(value -> scalars.duration(value, key));
  }

  /** Returns a mapping of any keys to texts, empty if there is none. */
  Map<String, String> texts(String key) {
    var texts = new LinkedHashMap<String, String>();
    at(key)
        .flatMap(value -> any(value, key, problems))
        .ifPresent(map -> map.entries
            .keySet()
            .forEach(name -> map.text(name).ifPresent(text -> texts.put(name, text))));
    return texts;
  }

  /** Returns a list of texts, empty if there is none. */
  List<String> lines(String key) {
    var lines = new ArrayList<String>();
    items(key).forEach(item -> scalars.text(item, key).ifPresent(lines::add));
    return lines;
  }

  /** Returns a list of whole numbers within bounds, both included; empty if there is none. */
  List<Integer> wholes(String key, int least, int most) {
    var numbers = new ArrayList<Integer>();
    items(key).forEach(item -> scalars.whole(item, key, least, most).ifPresent(numbers::add));
    return numbers;
  }

  /** Returns the items of a list; none, and a problem, if something else is there. */
  List<Node> items(String key) {
    Optional<Node> value = at(key);
    if (value.isPresent() && value.get() instanceof SequenceNode list) {
      return list.getValue();
    }
    value.ifPresent(other -> scalars.wrong(other, key, "a list: [a, b]"));
    return List.of();
  }
}
