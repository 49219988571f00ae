package dev.thaw.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.Circumstances;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.FactCost;
import dev.thaw.fact.Health;
import dev.thaw.fact.Inspection;
import dev.thaw.fact.Snapshot;
import dev.thaw.fact.Usage;
import dev.thaw.operation.EngineCall;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes snapshots of what the engine tells; a reply of another shape is refused, never half
 * understood.
 */
final class SnapshotReader {
  private SnapshotReader() {}

  /** Reads one entry of {@code GET /containers/json}. */
  static Snapshot listed(JsonNode json) throws EngineException {
    return Snapshot.listed(
            id(json, "Id"),
            name(json.path("Names")),
            json.path("Image").asText(""),
            labels(json.path("Labels")),
            ContainerState.of(json.path("State").asText("")))
        .with(ListingReader.listed(json));
  }

  /** Reads {@code GET /containers/<id>/json}. */
  static Snapshot inspected(JsonNode json) throws EngineException {
    JsonNode state = json.path("State");
    JsonNode config = json.path("Config");
    if (!state.isObject() || !config.isObject()) {
      throw invalid("an inspection without State and Config", json);
    }
    if (!state.path("Status").isTextual()
        || !state.path("StartedAt").isTextual()
        || !state.path("ExitCode").canConvertToInt()) {
      throw invalid("an inspection whose State lacks Status, StartedAt or ExitCode", state);
    }
    return new Snapshot(
        FactCost.INSPECT,
        false,
        id(json, "Id"),
        name(json.path("Name").asText("")),
        config.path("Image").asText(""),
        labels(config.path("Labels")),
        ContainerState.of(state.path("Status").asText("")),
        ListingReader.inspected(json),
        new Inspection(
            Health.of(state.path("Health").path("Status").asText("none")),
            state.path("ExitCode").intValue(),
            instant(state.path("StartedAt")),
            instant(state.path("FinishedAt")),
            config.path("Tty").booleanValue(),
            stopTimeout(config.path("StopTimeout")),
            state.path("OOMKilled").booleanValue(),
            json.path("RestartCount").longValue(),
            restartPolicy(json.path("HostConfig").path("RestartPolicy"))),
        Usage.UNKNOWN,
        Circumstances.UNKNOWN);
  }

  /**
   * Reads {@code GET /containers/<id>/stats}; a stopped container's are empty, and so unknown, as
   * is whatever is no number.
   */
  static Usage usage(JsonNode json) {
    JsonNode memory = json.path("memory_stats");
    return new Usage(
        withoutCache(memory),
        count(memory.path("limit")),
        count(json.path("pids_stats").path("current")),
        processorPercent(json));
  }

  /** As {@code docker stats} counts: docker/cli, {@code cli/command/container/stats_helpers.go}. */
  private static long withoutCache(JsonNode memory) {
    long usage = count(memory.path("usage"));
    JsonNode details = memory.path("stats");
    JsonNode cache = details.has("total_inactive_file")
        ? details.path("total_inactive_file")
        : details.path("inactive_file");
    if (cache.isMissingNode() || usage < 0) {
      return usage;
    }
    long inactive = count(cache);
    if (inactive < 0) {
      return -1;
    }
    return inactive < usage ? usage - inactive : usage;
  }

  /** Returns a count, or -1 for what is none: then it is unknown. */
  private static long count(JsonNode json) {
    return json.isIntegralNumber() && json.canConvertToLong() ? json.longValue() : -1;
  }

  private static Optional<BigDecimal> processorPercent(JsonNode json) {
    JsonNode now = json.path("cpu_stats");
    JsonNode before = json.path("precpu_stats");
    long[] readings = {
      count(now.path("system_cpu_usage")),
      count(before.path("system_cpu_usage")),
      count(now.path("cpu_usage").path("total_usage")),
      count(before.path("cpu_usage").path("total_usage"))
    };
    long system = readings[0] - readings[1];
    long used = readings[2] - readings[3];
    if (Arrays.stream(readings).anyMatch(reading -> reading < 0) || system <= 0 || used < 0) {
      return Optional.empty();
    }
    long cores = Math.max(1, count(now.path("online_cpus")));
    return Optional.of(BigDecimal.valueOf(used)
        .multiply(BigDecimal.valueOf(cores * 100))
        .divide(BigDecimal.valueOf(system), 2, RoundingMode.HALF_UP));
  }

  private static String id(JsonNode json, String field) throws EngineException {
    String id = json.path(field).asText("");
    if (!EngineCall.isIdentifier(id)) {
      throw invalid("a container whose " + field + " is no identifier", json);
    }
    return id;
  }

  /** Old links give a container further names, with the linking one's in front: /web/db. */
  private static String name(JsonNode names) {
    for (JsonNode each : names) {
      String name = name(each.asText(""));
      if (name.indexOf('/') < 0) {
        return name;
      }
    }
    return name(names.path(0).asText(""));
  }

  private static String name(String withSlash) {
    return withSlash.startsWith("/") ? withSlash.substring(1) : withSlash;
  }

  /** The engine writes null for none; anything else but an object of texts is no set of labels. */
  private static Map<String, String> labels(JsonNode json) throws EngineException {
    var labels = new HashMap<String, String>();
    if (json.isNull() || json.isMissingNode()) {
      return labels;
    }
    if (!json.isObject()) {
      throw invalid("labels that are no object", json);
    }
    for (Map.Entry<String, JsonNode> label : json.properties()) {
      if (!label.getValue().isTextual()) {
        throw invalid("a label that is no text", json);
      }
      labels.put(label.getKey(), label.getValue().textValue());
    }
    return labels;
  }

  private static Optional<Duration> stopTimeout(JsonNode seconds) {
    return seconds.canConvertToInt()
        ? Optional.of(Duration.ofSeconds(seconds.intValue()))
        : Optional.empty();
  }

  /** Docker 20.10 writes nothing for no (measured). */
  private static String restartPolicy(JsonNode policy) {
    String name = policy.path("Name").asText("");
    return name.isEmpty() ? Inspection.RESTART_POLICIES.get(0) : name;
  }

  /** The engine writes the year 1 for never. */
  private static Instant instant(JsonNode json) {
    try {
      Instant instant = Instant.parse(json.asText(""));
      return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
    } catch (DateTimeException notTold) {
      return Instant.EPOCH;
    }
  }

  static EngineException invalid(String what, JsonNode json) {
    String text = json.toString();
    return new EngineException(
        EngineException.Fault.INVALID,
        "the engine's reply holds " + what + ": "
            + text.substring(0, Math.min(200, text.length())));
  }
}
