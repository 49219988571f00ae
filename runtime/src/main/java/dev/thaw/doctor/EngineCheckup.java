package dev.thaw.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.checkpoint.EngineTraits;
import dev.thaw.checkpoint.Finding;
import dev.thaw.checkpoint.Preflight;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.operation.EngineCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found of an engine and its host.
 *
 * @param traits what decides about checkpoints
 * @param checks what was looked at, in order
 * @param findings what is known of checkpoints on it, whatever the container
 */
public record EngineCheckup(EngineTraits traits, List<Check> checks, List<Finding> findings) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String UNIX = "unix://";

  public EngineCheckup {
    checks = List.copyOf(checks);
    findings = List.copyOf(findings);
  }

  /**
   * Looks at it.
   *
   * @param proc {@code /proc}, but for tests
   * @param root whether this process has root's rights
   * @throws EngineException if it does not answer
   */
  public static EngineCheckup of(Engine engine, Path proc, boolean root, Programs programs)
      throws EngineException {
    JsonNode info = ask(engine, "/info");
    JsonNode version = ask(engine, "/version");
    Optional<EngineProcess> process = engine.address().startsWith(UNIX)
        ? EngineProcess.listeningAt(engine.address().substring(UNIX.length()), proc)
        : Optional.empty();
    Criu criu = process
        .map(found -> Criu.of(found, root, programs))
        .orElseGet(() -> Criu.unseen("the engine's host is not this machine, or cannot be seen"));
    EngineTraits traits = EngineTraits.of(info, version).with(criu.version(), criu.problem());
    var checks = new ArrayList<Check>();
    checks.add(Check.good(
        "engine", traits.product() + " " + traits.version() + " at " + engine.address()));
    checks.add(Check.good(
        "API", engine.dialect() + " is spoken, the engine knows up to " + traits.apiVersion()));
    checks.add(Check.good(
        "host",
        traits.operatingSystem() + ", kernel " + traits.kernel() + ", cgroup v"
            + traits.cgroupVersion()));
    checks.add(Check.good(
        "images",
        "kept by " + traits.storageDriver() + (traits.containerdStore() ? " of containerd" : "")));
    warnings(info, checks);
    checks.add(host(process, info.path("DockerRootDir").asText("")));
    if (process.isPresent() && traits.docker()) {
      checks.add(bridge(engine, process.get()));
    }
    checks.add(
        traits.experimental() || !traits.docker()
            ? Check.good("experimental features", "on")
            : Check.of(
                "experimental features",
                Mark.NOTE,
                "off: only checkpoints need them",
                "Set \"experimental\": true in daemon.json and restart the daemon."));
    checks.add(criu(criu));
    return new EngineCheckup(traits, checks, Preflight.of(traits));
  }

  private static void warnings(JsonNode info, List<Check> checks) {
    for (JsonNode warning : info.path("Warnings")) {
      checks.add(Check.of("the engine warns", Mark.NOTE, warning.asText(""), ""));
    }
  }

  private static Check host(Optional<EngineProcess> process, String dataRoot) {
    String of = "files of its host";
    if (process.isEmpty()) {
      return Check.of(
          of,
          Mark.UNKNOWN,
          "its process cannot be seen from here",
          "What needs them (checkpoints into folders, reasons out of CRIU's logs) is refused."
              + " Where the engine is on this machine, run as root.");
    }
    if (!dataRoot.startsWith("/")) {
      return Check.of(of, Mark.UNKNOWN, "the engine does not tell where its data is", "");
    }
    Path here = process.get().seenFromHere(dataRoot);
    boolean readable = Files.isReadable(here) && Files.isDirectory(here);
    List<String> apart = process.get().apart();
    String where = "process " + process.get().pid()
        + (apart.isEmpty() ? "" : ", in namespaces of its own: " + String.join(", ", apart));
    return readable
        ? Check.good(of, dataRoot + " can be read; " + where)
        : Check.of(
            of,
            Mark.NOTE,
            dataRoot + " cannot be read; " + where,
            "Run as root where checkpoints are to be copied, or their logs explained.");
  }

  private static Check bridge(Engine engine, EngineProcess process) {
    try {
      return Bridge.of(ask(engine, "/networks/bridge"), process);
    } catch (EngineException none) {
      return Check.of("default bridge", Mark.NOTE, "the engine has none: " + none.getMessage(), "");
    }
  }

  private static Check criu(Criu criu) {
    if (!criu.unseen().isEmpty()) {
      return Check.of(
          "CRIU", Mark.UNKNOWN, criu.unseen(), "Run criu check on the engine's host, as root.");
    }
    String version = criu.version().orElse("");
    return criu.problem()
        .map(problem -> Check.of(
            "CRIU",
            Mark.WARNING,
            version + (version.isEmpty() ? "" : ": ") + problem,
            "Without it there are no checkpoints; all else works."))
        .orElseGet(() -> Check.good("CRIU", version + ", and its check is content"));
  }

  /**
   * Asks the engine for a document.
   *
   * @throws EngineException if it does not give it
   */
  public static JsonNode ask(Engine engine, String path) throws EngineException {
    EngineCall call = EngineCall.get(path);
    try (Reply reply = engine.send(call, PATIENCE)) {
      if (!reply.ok()) {
        throw new EngineException(
            EngineException.Fault.REFUSED,
            "the engine answers " + reply.status() + " to " + call + ": " + reply.message());
      }
      return reply.json();
    }
  }
}
