package dev.thaw.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.value.SourceText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The evidence by what it says; whatever an engine leaves out, or writes as it should not, is none.
 */
final class Condition {
  private final Evidence evidence;
  private final JsonNode state;
  private final JsonNode host;

  Condition(Evidence evidence) {
    this.evidence = evidence;
    this.state = evidence.inspection().path("State");
    this.host = evidence.inspection().path("HostConfig");
  }

  Evidence evidence() {
    return evidence;
  }

  String id() {
    return evidence.inspection().path("Id").asText("");
  }

  String name() {
    String name = evidence.inspection().path("Name").asText("");
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /** Returns the name as a script writes it. */
  String quoted() {
    return SourceText.quote(name());
  }

  String image() {
    return evidence.inspection().path("Config").path("Image").asText("");
  }

  String status() {
    return state.path("Status").asText("unknown");
  }

  boolean is(String status) {
    return status().equals(status);
  }

  boolean alive() {
    return is("running") || is("paused");
  }

  int exitCode() {
    return state.path("ExitCode").asInt(0);
  }

  /** Returns the engine's own words for what went wrong; empty if nothing did. */
  String error() {
    return state.path("Error").asText("");
  }

  boolean oomKilled() {
    return state.path("OOMKilled").asBoolean(false);
  }

  Optional<Instant> startedAt() {
    return moment(state.path("StartedAt"));
  }

  Optional<Instant> finishedAt() {
    return moment(state.path("FinishedAt"));
  }

  /** Returns how long ago that was by the engine's clock, never negative. */
  Duration since(Instant moment) {
    Duration passed = Duration.between(moment, evidence.now());
    return passed.isNegative() ? Duration.ZERO : passed;
  }

  long restarts() {
    return evidence.inspection().path("RestartCount").asLong(0);
  }

  String policy() {
    String name = host.path("RestartPolicy").path("Name").asText("");
    return name.isEmpty() ? "no" : name;
  }

  long mostRetries() {
    return host.path("RestartPolicy").path("MaximumRetryCount").asLong(0);
  }

  /** Returns the health, empty if nobody looks after it. */
  String health() {
    String health = state.path("Health").path("Status").asText("");
    return health.equals("none") ? "" : health;
  }

  long failingStreak() {
    return state.path("Health").path("FailingStreak").asLong(0);
  }

  JsonNode probes() {
    return state.path("Health").path("Log");
  }

  long memoryLimit() {
    return host.path("Memory").asLong(0);
  }

  /** Returns what it uses without the cache, as docker stats counts; -1 if nobody knows. */
  long memory() {
    JsonNode memory = evidence.stats().path("memory_stats");
    long usage = memory.path("usage").asLong(-1);
    JsonNode details = memory.path("stats");
    long cache =
        details.path("total_inactive_file").asLong(details.path("inactive_file").asLong(0));
    return usage >= cache && cache > 0 ? usage - cache : usage;
  }

  /** Returns how often memory could not be had within the limit, by cgroup v1; 0 if not told. */
  long memoryFailures() {
    return evidence.stats().path("memory_stats").path("failcnt").asLong(0);
  }

  long processes() {
    return evidence.stats().path("pids_stats").path("current").asLong(-1);
  }

  /** Returns the limit of processes, 0 if there is none: without one the engine tells 2^64-1. */
  long processLimit() {
    long limit = host.path("PidsLimit").asLong(0);
    return limit > 0 ? limit : 0;
  }

  /** Returns the share of a processor that it may have, as 1.5 for one and a half; 0 for all. */
  double processors() {
    double quota = host.path("NanoCpus").asDouble(0) / 1e9;
    double period = host.path("CpuPeriod").asDouble(0);
    double most = host.path("CpuQuota").asDouble(0);
    return quota > 0 ? quota : most > 0 ? most / (period > 0 ? period : 100_000) : 0;
  }

  JsonNode mounts() {
    return evidence.inspection().path("Mounts");
  }

  JsonNode networks() {
    return evidence.inspection().path("NetworkSettings").path("Networks");
  }

  String networkMode() {
    return host.path("NetworkMode").asText("");
  }

  boolean autoRemove() {
    return host.path("AutoRemove").asBoolean(false);
  }

  /** The engine writes the year 1 for never. */
  private static Optional<Instant> moment(JsonNode text) {
    try {
      Instant moment = OffsetDateTime.parse(text.asText("")).toInstant();
      return moment.isAfter(Instant.EPOCH) ? Optional.of(moment) : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
