package dev.thaw.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.diagnose.Diagnosis.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a diagnosis of evidence: a pure function. */
final class Portrayal {
  private static final int PROBES = 3;
  private static final int LISTED = 12;

  private final Condition seen;
  private final List<Finding> findings = new ArrayList<>();

  private Portrayal(Condition seen) {
    this.seen = seen;
  }

  static Diagnosis of(Evidence evidence) {
    var seen = new Condition(evidence);
    return new Diagnosis(
        seen.id(),
        seen.name(),
        seen.image(),
        seen.status(),
        new Portrayal(seen).findings(),
        Causes.of(seen),
        probes(seen),
        evidence.log(),
        evidence.missing());
  }

  private List<Finding> findings() {
    state();
    if (!seen.alive() && seen.startedAt().isPresent() || !seen.error().isEmpty()) {
      add(
          "exit code",
          seen.exitCode() + ": " + ExitCodes.explained(seen.exitCode(), seen.oomKilled()));
    }
    if (!seen.error().isEmpty()) {
      add("engine's error", Words.cut(seen.error()));
    }
    if (seen.oomKilled()) {
      add("out of memory", "yes: the kernel killed a process of it");
    }
    add("restarts", restarts());
    if (!seen.health().isEmpty()) {
      add("health", health());
    }
    add("memory", memory());
    if (seen.processors() > 0) {
      add("processors", seen.processors() + " at most");
    }
    if (seen.processes() >= 0 || seen.processLimit() > 0) {
      add("processes", processes());
    }
    add("mounts", mounts());
    add("networks", networks());
    if (seen.autoRemove()) {
      add("removed when it ends", "yes (--rm)");
    }
    return findings;
  }

  private void add(String of, String is) {
    findings.add(new Finding(of, is));
  }

  private void state() {
    String since = switch (seen.status()) {
      case "running", "paused" ->
        seen.startedAt()
            .map(at -> ", started " + Words.time(seen.since(at)) + " ago")
            .orElse("");
      case "exited", "restarting", "dead" ->
        seen.finishedAt().map(at -> " " + Words.time(seen.since(at)) + " ago").orElse("");
      default -> "";
    };
    add("state", seen.status() + since + (seen.is("paused") ? frozen() : ""));
  }

  private String frozen() {
    return seen.evidence()
        .last("pause")
        .map(at -> ", paused " + Words.time(seen.since(at)) + " ago")
        .orElse(", paused since before what the engine remembers");
  }

  private String restarts() {
    String most = seen.mostRetries() > 0 ? ", " + seen.mostRetries() + " times at most" : "";
    return seen.restarts() + " by the policy " + seen.policy() + most;
  }

  private String health() {
    String streak = seen.failingStreak() > 0
        ? ", " + seen.failingStreak() + " checks failed one after the other"
        : "";
    return seen.is("paused")
        ? seen.health() + ", which tells nothing while it is paused (moby#46203)"
        : seen.health() + streak;
  }

  private String memory() {
    String used = seen.memory() >= 0 ? Words.size(seen.memory()) + " used" : "use not known";
    if (seen.memoryLimit() <= 0) {
      return used + ", no limit of its own";
    }
    String share =
        seen.memory() >= 0 ? " (" + Words.percent(seen.memory(), seen.memoryLimit()) + ")" : "";
    String failed =
        seen.memoryFailures() > 0 ? ", reached its limit " + seen.memoryFailures() + " times" : "";
    return used + " of " + Words.size(seen.memoryLimit()) + share + failed;
  }

  private String processes() {
    String used = seen.processes() >= 0 ? Long.toString(seen.processes()) : "not known";
    return used + (seen.processLimit() > 0 ? " of " + seen.processLimit() : ", no limit");
  }

  private String mounts() {
    var mounts = new ArrayList<String>();
    for (JsonNode mount : seen.mounts()) {
      String from = mount.path("Name").asText(mount.path("Source").asText("?"));
      mounts.add(mount.path("Type").asText("mount") + " " + from + " at "
          + mount.path("Destination").asText("?")
          + (mount.path("RW").asBoolean(true) ? "" : ", read only"));
    }
    return listed(mounts);
  }

  private String networks() {
    var networks = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> network : seen.networks().properties()) {
      String address = network.getValue().path("IPAddress").asText("");
      networks.add(network.getKey() + (address.isEmpty() ? "" : " as " + address));
    }
    return networks.isEmpty() && !seen.networkMode().isEmpty()
        ? seen.networkMode()
        : listed(networks);
  }

  private static String listed(List<String> all) {
    if (all.isEmpty()) {
      return "none";
    }
    String some = String.join("; ", all.subList(0, Math.min(LISTED, all.size())));
    return Words.cut(some) + (all.size() > LISTED ? " and " + (all.size() - LISTED) + " more" : "");
  }

  private static List<String> probes(Condition seen) {
    var probes = new ArrayList<String>();
    JsonNode all = seen.probes();
    for (int at = Math.max(0, all.size() - PROBES); at < all.size(); at++) {
      JsonNode probe = all.get(at);
      String said = Words.cut(probe.path("Output").asText(""));
      probes.add(probe.path("Start").asText("?") + " exit "
          + probe.path("ExitCode").asInt(0) + (said.isEmpty() ? "" : ": " + said));
    }
    return probes;
  }
}
