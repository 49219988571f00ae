package dev.thaw.engine.sim;

import dev.thaw.fact.Health;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells of healthchecks: they are commands like any other to who follows the events. */
record Probes(SimContainer container) implements SimHealth.Witness {

  @Override
  public void probed(SimHealth.Probe probe, Optional<Health> changed) {
    var command =
        Map.of("execID", Containers.digest("probe of " + container.id() + " at " + probe.at()));
    container.tell(probe.at(), "exec_create: /bin/sh -c healthcheck", command);
    container.tell(probe.at(), "exec_start: /bin/sh -c healthcheck", command);
    var end = new HashMap<>(command);
    end.put("exitCode", probe.passed() ? "0" : "1");
    container.tell(probe.at(), "exec_die", end);
    changed.ifPresent(
        status -> container.tell(probe.at(), "health_status: " + status.word(), Map.of()));
  }
}
