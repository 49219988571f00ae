package dev.thaw.engine.sim;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code filters} parameter of {@code GET /events}, as moby reads it
 * ({@code daemon/events/filter.go}): containers by the beginning of their identifier or name, and
 * actions with something after a colon by what stands before it.
 */
final class EventFilters {
  private static final Set<String> WITH_COLON =
      Set.of("health_status", "exec_create", "exec_start");

  private final Map<String, List<String>> filters;

  private EventFilters(Map<String, List<String>> filters) {
    this.filters = filters;
  }

  /**
   * Reads the parameter.
   *
   * @throws Refusal if it is no filter, or one that the simulator does not have; moby takes no
   *     notice of what it does not know
   */
  static EventFilters parse(String json) {
    Map<String, List<String>> filters = ListFilters.values(json);
    for (String name : filters.keySet()) {
      if (!Set.of("container", "event", "label", "type").contains(name)) {
        throw new Refusal(501, "the simulator does not have the filter '" + name + "'");
      }
    }
    return new EventFilters(filters);
  }

  boolean match(SimEvent event) {
    return filters.entrySet().stream()
        .filter(filter -> !filter.getValue().isEmpty())
        .allMatch(filter -> matches(event, filter.getKey(), filter.getValue()));
  }

  private static boolean matches(SimEvent event, String filter, List<String> values) {
    return switch (filter) {
      case "type" -> values.contains("container");
      case "label" ->
        values.stream().allMatch(value -> ListFilters.labelled(event.attributes(), value));
      case "container" ->
        values.stream()
            .anyMatch(value -> event.container().startsWith(value)
                || event.attributes().get("name").startsWith(value));
      default ->
        values.stream().anyMatch(WITH_COLON::contains)
            ? values.stream().anyMatch(event.action()::startsWith)
            : values.contains(event.action());
    };
  }
}
