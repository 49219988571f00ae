package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The body of {@code GET /containers/<id>/stats}: what a machine with the second version of control
 * groups tells. A container without processes has none, and a single sample bears neither
 * identifier nor name (both measured on 26.1.5).
 */
record StatsBody(EngineSpec engine, Instant begin) {
  /** The engine takes its second sample so much later. */
  static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(1);

  private static final Duration MACHINE_UPTIME = Duration.ofDays(1);
  private static final BigDecimal NANOS_PER_PERCENT_SECOND = BigDecimal.valueOf(10_000_000);

  /** Returns whether there is anything to measure. */
  static boolean measurable(SimContainer container) {
    return container.state() == ContainerState.RUNNING
        || container.state() == ContainerState.PAUSED;
  }

  /** Returns what there is of a container without processes: nothing but its names. */
  Map<String, Object> empty(SimContainer container) {
    Map<String, Object> body = Json.object(
        "read", Json.moment(Optional.empty()),
        "preread", Json.moment(Optional.empty()),
        "pids_stats", Json.object(),
        "blkio_stats", blocks(),
        "num_procs", 0,
        "storage_stats", Json.object(),
        "cpu_stats", noProcessor(),
        "precpu_stats", noProcessor(),
        "memory_stats", Json.object());
    return named(body, container);
  }

  /** Returns one sample: enough for memory, not for the processor. */
  Map<String, Object> once(SimContainer container, Instant now) {
    return sample(container, now, Optional.empty());
  }

  /** Returns two samples, the second one as it will be. */
  Map<String, Object> twice(SimContainer container, Instant now) {
    return named(sample(container, now.plus(BETWEEN_SAMPLES), Optional.of(now)), container);
  }

  private Map<String, Object> sample(
      SimContainer container, Instant read, Optional<Instant> before) {
    return Json.object(
        "read", read.toString(),
        "preread", Json.moment(before),
        "pids_stats", Json.object("current", container.spec().pids()),
        "blkio_stats", blocks(),
        "num_procs", 0,
        "storage_stats", Json.object(),
        "cpu_stats", processor(container, read),
        "precpu_stats", before.map(moment -> processor(container, moment)).orElse(noProcessor()),
        "memory_stats", memory(container.spec().memory()),
        "networks", Json.object());
  }

  private Map<String, Object> memory(MemorySpec memory) {
    return Json.object(
        "usage", memory.usage() + memory.cache(),
        "stats",
            Json.object(
                "anon", memory.usage(), "file", memory.cache(), "inactive_file", memory.cache()),
        "limit", memory.limit().orElse(engine.memory()));
  }

  private Map<String, Object> processor(SimContainer container, Instant moment) {
    long used = BigDecimal.valueOf(container.spec().cpu())
        .multiply(NANOS_PER_PERCENT_SECOND)
        .multiply(seconds(container.ran(moment)))
        .longValue();
    long machine = Duration.between(begin.minus(MACHINE_UPTIME), moment)
        .multipliedBy(engine.processors())
        .toNanos();
    return Json.object(
        "cpu_usage", usage(used),
        "system_cpu_usage", machine,
        "online_cpus", engine.processors(),
        "throttling_data", throttling());
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9);
  }

  private static Map<String, Object> noProcessor() {
    return Json.object("cpu_usage", usage(0), "throttling_data", throttling());
  }

  private static Map<String, Object> usage(long nanos) {
    return Json.object("total_usage", nanos, "usage_in_kernelmode", 0, "usage_in_usermode", nanos);
  }

  private static Map<String, Object> throttling() {
    return Json.object("periods", 0, "throttled_periods", 0, "throttled_time", 0);
  }

  private static Map<String, Object> blocks() {
    return Json.object("io_service_bytes_recursive", null);
  }

  private static Map<String, Object> named(Map<String, Object> body, SimContainer container) {
    body.put("name", "/" + container.spec().name());
    body.put("id", container.id());
    return body;
  }
}
