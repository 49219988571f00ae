package dev.thaw.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What speaks for a cause. */
final class Testimony {
  private static final Set<String> OF_MEMORY =
      Set.of("out-of-memory", "out-of-memory-inside", "memory-nearly-full", "killed");

  private Testimony() {}

  static List<String> of(String code, Condition seen) {
    var evidence = new ArrayList<String>();
    if (!seen.error().isEmpty()) {
      evidence.add("the engine says: " + Words.cut(seen.error()));
    }
    if (!seen.alive() && seen.startedAt().isPresent()) {
      evidence.add("exit code " + seen.exitCode() + ": "
          + ExitCodes.explained(seen.exitCode(), seen.oomKilled()));
    }
    if (OF_MEMORY.contains(code)) {
      memory(seen, evidence);
    }
    if (code.equals("restart-loop") || code.equals("restarted-lately")) {
      evidence.add(seen.restarts() + " restarts by the policy " + seen.policy());
      ran(seen, evidence);
    }
    if (code.equals("paused")) {
      evidence.add(seen.evidence()
          .last("pause")
          .map(at -> "paused since " + at + ", " + Words.time(seen.since(at)) + " ago")
          .orElse("since when, the engine does not remember"));
      if (seen.health().equals("unhealthy")) {
        evidence.add("its health says unhealthy, as that of every paused container does"
            + " (moby#46203): it tells nothing");
      }
    }
    if (code.equals("unhealthy") || code.equals("still-starting")) {
      health(seen, evidence);
    }
    if (code.equals("processes-nearly-full")) {
      evidence.add(seen.processes() + " of " + seen.processLimit() + " processes");
    }
    signals(code, seen, evidence);
    return evidence;
  }

  private static void memory(Condition seen, List<String> evidence) {
    if (seen.oomKilled()) {
      evidence.add("the engine says OOMKilled");
    }
    long events = seen.evidence().count("oom");
    if (events > 0) {
      evidence.add("the kernel told of it: " + events + " events oom");
    }
    evidence.add(
        seen.memoryLimit() > 0
            ? "its memory limit is " + Words.size(seen.memoryLimit())
            : "it has no memory limit of its own");
    if (seen.memory() >= 0 && seen.memoryLimit() > 0) {
      evidence.add("it uses " + Words.size(seen.memory()) + ", "
          + Words.percent(seen.memory(), seen.memoryLimit()) + " of that");
    }
  }

  private static void ran(Condition seen, List<String> evidence) {
    if (seen.startedAt().isPresent() && seen.is("running")) {
      evidence.add("the present process runs for "
          + Words.time(seen.since(seen.startedAt().get())));
    }
    if (seen.is("restarting") && seen.finishedAt().isPresent()) {
      evidence.add("the last process ended with exit code " + seen.exitCode() + " "
          + Words.time(seen.since(seen.finishedAt().get())) + " ago");
    }
    long deaths = seen.evidence().count("die");
    if (deaths > 1) {
      evidence.add("it died " + deaths + " times that the engine remembers");
    }
  }

  private static void health(Condition seen, List<String> evidence) {
    if (seen.failingStreak() > 0) {
      evidence.add(seen.failingStreak() + " checks failed one after the other");
    }
    JsonNode probes = seen.probes();
    if (probes.size() > 0) {
      JsonNode last = probes.get(probes.size() - 1);
      String said = Words.cut(last.path("Output").asText(""));
      evidence.add("the last check ended with " + last.path("ExitCode").asInt(0)
          + (said.isEmpty() ? " and said nothing" : ": " + said));
    }
  }

  /** The engine's events tell that somebody sent a signal, or stopped it, though not who. */
  private static void signals(String code, Condition seen, List<String> evidence) {
    if (!Set.of("killed", "told-to-end", "other-signal").contains(code)) {
      return;
    }
    boolean killed = seen.evidence().count("kill") > 0;
    boolean stopped = seen.evidence().count("stop") > 0;
    if (killed) {
      evidence.add(
          "somebody sent it a signal through the engine" + (stopped ? ", to stop it" : ""));
    } else if (!seen.evidence().events().isEmpty()) {
      evidence.add("the signal did not come through the engine, as far as it remembers");
    }
  }
}
