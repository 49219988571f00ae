package dev.thaw.cli;

import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.HostGauge;
import dev.thaw.engine.docker.DockerEndpoint;
import dev.thaw.engine.docker.DockerEngine;
import dev.thaw.engine.docker.EndpointOptions;
import dev.thaw.engine.podman.Facilities;
import dev.thaw.engine.podman.PodmanEngine;
import dev.thaw.engine.sim.InvalidWorldException;
import dev.thaw.engine.sim.SimClock;
import dev.thaw.engine.sim.SimEngine;
import dev.thaw.engine.sim.World;
import dev.thaw.engine.sim.WorldYaml;
import dev.thaw.event.ExitCode;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** The engine that the command line, or else the environment, names. */
final class EngineChoice {
  private static final String SIMULATED = "sim";
  private static final String PODMAN = "podman";

  private final ParseResult arguments;
  private final CliContext context;

  EngineChoice(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  /** Returns whether it is a simulated one, whose containers are nobody's. */
  boolean simulated() {
    return kind().equals(SIMULATED) || kind().startsWith(SIMULATED + ":");
  }

  /**
   * Sets up the way to it, without connecting.
   *
   * @throws CliFailure if the options name none that there is
   */
  Engine open() throws CliFailure {
    if (simulated()) {
      refuse(Options.HOST);
      refuse(Options.CONTEXT);
      return new SimEngine(kind(), world(kind()), SimClock.real());
    }
    if (!kind().equals("docker") && !kind().equals(PODMAN)) {
      throw new CliFailure(
          ExitCode.INVALID,
          "--engine " + kind()
              + " is none that there is. Use docker, podman, sim or sim:WORLD.yaml.");
    }
    return real(kind().equals(PODMAN));
  }

  /** Returns what tells the use of the machine that the engine is on. */
  static HostGauge gauge(Engine engine) {
    return engine instanceof SimEngine simulated ? simulated.gauge() : HostGauge.here();
  }

  private Engine real(boolean podman) throws CliFailure {
    var options =
        new EndpointOptions(option(Options.HOST), option(Options.CONTEXT), context.home());
    try {
      DockerEndpoint endpoint =
          podman ? podman(options) : DockerEndpoint.resolve(options, context.environment());
      endpoint
          .warning()
          .ifPresent(text -> context.err().println("thaw: warning: " + Printable.text(text)));
      DockerEngine engine = DockerEngine.open(endpoint);
      var facilities = new Facilities(
          Directories.checkpoints(context).resolve(PODMAN),
          to -> DockerEngine.open(podman(addressed(to))));
      return podman
          ? PodmanEngine.demanded(engine, facilities)
          : PodmanEngine.perhaps(engine, facilities);
    } catch (EngineException unsupported) {
      throw new CliFailure(ExitCode.INVALID, unsupported.getMessage());
    }
  }

  private DockerEndpoint podman(EndpointOptions options) throws EngineException {
    return DockerEndpoint.resolvePodman(
        options, context.environment(), System.getProperty("user.name").equals("root"));
  }

  /** Only an address has colons and slashes, a connection's name has none. */
  private EndpointOptions addressed(String to) {
    var nothing = new EndpointOptions(Optional.empty(), Optional.empty(), context.home());
    return to.contains("://") ? nothing.withHost(to) : nothing.withContext(to);
  }

  /**
   * Reads a world.
   *
   * @param kind {@code sim} or {@code sim:FILE}
   */
  static World world(String kind) throws CliFailure {
    if (kind.equals(SIMULATED)) {
      return World.builtIn();
    }
    Path file = Path.of(kind.substring(SIMULATED.length() + 1));
    try {
      return WorldYaml.read(file);
    } catch (InvalidWorldException invalid) {
      List<String> lines =
          invalid.diagnostics().stream().map(Diagnostic::toString).toList();
      throw new CliFailure(ExitCode.INVALID, lines);
    } catch (IOException unreadable) {
      throw new CliFailure(
          ExitCode.INVALID, "the world " + file + " cannot be read: " + unreadable);
    }
  }

  private void refuse(String option) throws CliFailure {
    if (option(option).isPresent()) {
      throw new CliFailure(
          ExitCode.INVALID, option + " and --engine sim contradict each other. Leave one out.");
    }
  }

  private String kind() {
    return option(Options.ENGINE).orElse("docker");
  }

  private Optional<String> option(String name) {
    return Optional.ofNullable(arguments.matchedOptionValue(name, (String) null));
  }

  /** Returns what to tell a user whose engine does not answer. */
  static CliFailure unreachable(String reason) {
    return new CliFailure(
        ExitCode.UNREACHABLE,
        List.of(sentence(reason) + " Nothing was done.", "To try without an engine: --engine sim"));
  }

  private static String sentence(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }
}
