package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
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
  JsonObject empty(SimContainer container) {
    JsonObject body = new JsonObject()
        .put("read", Json.moment(Optional.empty()))
        .put("preread", Json.moment(Optional.empty()))
        .put("pids_stats", new JsonObject())
        .put("blkio_stats", blocks())
        .put("num_procs", 0)
        .put("storage_stats", new JsonObject())
        .put("cpu_stats", noProcessor())
        .put("precpu_stats", noProcessor())
        .put("memory_stats", new JsonObject());
    return named(body, container);
  }

  /** Returns one sample: enough for memory, not for the processor. */
  JsonObject once(SimContainer container, Instant now) {
    return sample(container, now, Optional.empty());
  }

  /** Returns two samples, the second one as it will be. */
  JsonObject twice(SimContainer container, Instant now) {
    return named(sample(container, now.plus(BETWEEN_SAMPLES), Optional.of(now)), container);
  }

  private JsonObject sample(SimContainer container, Instant read, Optional<Instant> before) {
    return new JsonObject()
        .put("read", read.toString())
        .put("preread", Json.moment(before))
        .put("pids_stats", new JsonObject().put("current", container.spec().pids()))
        .put("blkio_stats", blocks())
        .put("num_procs", 0)
        .put("storage_stats", new JsonObject())
        .put("cpu_stats", processor(container, read))
        .put(
            "precpu_stats",
            before.map(moment -> processor(container, moment)).orElse(noProcessor()))
        .put("memory_stats", memory(container.spec().memory()))
        .put("networks", new JsonObject());
  }

  private JsonObject memory(MemorySpec memory) {
    return new JsonObject()
        .put("usage", memory.usage() + memory.cache())
        .put(
            "stats",
            new JsonObject()
                .put("anon", memory.usage())
                .put("file", memory.cache())
                .put("inactive_file", memory.cache()))
        .put("limit", memory.limit().orElse(engine.memory()));
  }

  private JsonObject processor(SimContainer container, Instant moment) {
    long used = BigDecimal.valueOf(container.spec().cpu())
        .multiply(NANOS_PER_PERCENT_SECOND)
        .multiply(seconds(container.ran(moment)))
        .longValue();
    long machine = Duration.between(begin.minus(MACHINE_UPTIME), moment)
        .multipliedBy(engine.processors())
        .toNanos();
    return new JsonObject()
        .put("cpu_usage", usage(used))
        .put("system_cpu_usage", machine)
        .put("online_cpus", engine.processors())
        .put("throttling_data", throttling());
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9);
  }

  private static JsonObject noProcessor() {
    return new JsonObject().put("cpu_usage", usage(0)).put("throttling_data", throttling());
  }

  private static JsonObject usage(long nanos) {
    return new JsonObject()
        .put("total_usage", nanos)
        .put("usage_in_kernelmode", 0)
        .put("usage_in_usermode", nanos);
  }

  private static JsonObject throttling() {
    return new JsonObject().put("periods", 0).put("throttled_periods", 0).put("throttled_time", 0);
  }

  private static JsonObject blocks() {
    return new JsonObject().put("io_service_bytes_recursive", null);
  }

  private static JsonObject named(JsonObject body, SimContainer container) {
    body.put("name", "/" + container.spec().name());
    body.put("id", container.id());
    return body;
  }
}
