package dev.thaw.engine.sim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Health;
import dev.thaw.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The {@code filters} parameter of a list request, as moby reads it ({@code api/types/filters},
 * {@code daemon/list.go}): values of one filter are joined by or, those of {@code label} by and;
 * {@code id} and {@code name} are regular expressions that match any part.
 */
final class ListFilters {
  /** The rest of the engine's filters is about what a simulated container does not have. */
  private static final List<String> KNOWN =
      List.of("ancestor", "exited", "health", "id", "label", "name", "status");

  private static final List<String> ELSEWHERE =
      List.of("before", "since", "expose", "publish", "isolation", "is-task", "network", "volume");

  private final Map<String, List<String>> filters;

  private ListFilters(Map<String, List<String>> filters) {
    this.filters = filters;
  }

  /**
   * Reads the parameter: names to a list of values, or, as old clients write it, to an object of
   * values.
   *
   * @throws Refusal if it is not that, or names a filter or value that there is not
   */
  static ListFilters parse(String json) {
    Map<String, List<String>> filters = values(json);
    filters.forEach(ListFilters::check);
    return new ListFilters(filters);
  }

  /**
   * Reads the values of each filter, whatever there is to be filtered.
   *
   * @throws Refusal if there are none
   */
  static Map<String, List<String>> values(String json) {
    var filters = new TreeMap<String, List<String>>();
    if (!json.isEmpty()) {
      for (Map.Entry<String, JsonNode> filter : tree(json).properties()) {
        var values = new ArrayList<String>();
        if (filter.getValue().isObject()) {
          filter.getValue().fieldNames().forEachRemaining(values::add);
        } else if (filter.getValue().isArray()) {
          filter.getValue().forEach(value -> values.add(value.asText()));
        } else {
          throw new Refusal(400, "invalid filter");
        }
        filters.put(filter.getKey(), values);
      }
    }
    return filters;
  }

  /** Returns whether containers without processes are asked for: naming a state does so. */
  boolean asksForAnyState() {
    return filters.containsKey("status");
  }

  boolean matches(SimContainer container) {
    return filters.entrySet().stream()
        .allMatch(filter -> matches(container, filter.getKey(), filter.getValue()));
  }

  private static boolean matches(SimContainer container, String filter, List<String> values) {
    ContainerSpec spec = container.spec();
    return switch (filter) {
      case "label" -> values.stream().allMatch(value -> labelled(spec.labels(), value));
      case "name" -> values.stream().anyMatch(value -> named(value, spec.name()));
      case "id" -> values.stream().anyMatch(value -> found(value, container.id()));
      case "status" -> values.contains(container.state().word());
      case "health" -> values.contains(health(container).word());
      case "ancestor" -> values.contains(spec.image());
      default ->
        !container.state().alive() && values.contains(Integer.toString(container.exitCode()));
    };
  }

  static boolean labelled(Map<String, String> labels, String wanted) {
    int equals = wanted.indexOf('=');
    return equals < 0
        ? labels.containsKey(wanted)
        : wanted.substring(equals + 1).equals(labels.get(wanted.substring(0, equals)));
  }

  /** A pattern with a slash is held against the name with its leading slash. */
  private static boolean named(String pattern, String name) {
    return found(pattern, pattern.contains("/") ? "/" + name : name);
  }

  private static boolean found(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException matchesNothing) {
      return false;
    }
  }

  private static Health health(SimContainer container) {
    return container.health().map(SimHealth::status).orElse(Health.NONE);
  }

  private static void check(String filter, List<String> values) {
    if (ELSEWHERE.contains(filter)) {
      throw new Refusal(501, "the simulator does not have the filter '" + filter + "'");
    }
    if (!KNOWN.contains(filter)) {
      throw new Refusal(400, "invalid filter '" + filter + "'");
    }
    for (String value : values) {
      if (filter.equals("status") && !ContainerState.words().contains(value)) {
        throw new Refusal(400, "invalid filter 'status=" + value + "'");
      }
      if (filter.equals("health") && !Health.words().contains(value)) {
        throw new Refusal(400, "unrecognized filter value for health: " + value);
      }
    }
  }

  private static JsonNode tree(String json) {
    try {
      JsonNode tree = JsonTree.read(json.getBytes(StandardCharsets.UTF_8));
      if (tree.isObject()) {
        return tree;
      }
    } catch (IOException notJson) {
      throw new Refusal(400, "invalid filter");
    }
    throw new Refusal(400, "invalid filter");
  }
}
