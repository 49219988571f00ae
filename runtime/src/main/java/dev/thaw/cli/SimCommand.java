package dev.thaw.cli;

import dev.thaw.engine.sim.SimClock;
import dev.thaw.engine.sim.SimEngine;
import dev.thaw.engine.sim.SimServer;
import dev.thaw.event.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw sim serve}: a simulated engine in a process of its own. */
final class SimCommand implements Command {
  private static final String SOCKET = "--socket";

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Serves a simulated engine on a unix socket, until it is told to end.",
        "thaw sim serve world.yaml --socket /tmp/sim.sock",
        "docker -H unix:///tmp/sim.sock ps");
    spec.addPositional(PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .type(String.class)
        .paramLabel("serve")
        .description("what to do; there is only this")
        .build());
    spec.addPositional(PositionalParamSpec.builder()
        .index("1")
        .arity("0..1")
        .type(String.class)
        .paramLabel("WORLD.yaml")
        .description("the containers; else the built-in world")
        .build());
    Options.text(spec, "PATH", "the socket to make; nothing may be there yet", SOCKET);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    String action = arguments.matchedPositionalValue(0, "");
    String socket = arguments.matchedOptionValue(SOCKET, (String) null);
    if (!action.equals("serve") || socket == null) {
      throw new CliFailure(ExitCode.INVALID, "write `thaw sim serve [WORLD.yaml] --socket PATH`.");
    }
    String world = arguments.matchedPositionalValue(1, (String) null);
    var engine = new SimEngine(
        "unix://" + Path.of(socket).toAbsolutePath(),
        EngineChoice.world(world == null ? "sim" : "sim:" + world),
        SimClock.real());
    try (SimServer server = SimServer.start(engine, Path.of(socket))) {
      closeAtTheEnd(server, context);
      context.err().println("DOCKER_HOST=unix://" + Path.of(socket).toAbsolutePath());
      server.await();
      return ExitCode.DONE;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } catch (IOException failed) {
      throw new CliFailure(
          ExitCode.FAILED, "the socket " + socket + " cannot be served: " + failed.getMessage());
    }
  }

  private static void closeAtTheEnd(SimServer server, CliContext context) {
    Runnable close = () -> {
      try {
        server.close();
      } catch (IOException left) {
        context.err().println("thaw: the socket is left behind: " + left.getMessage());
      }
    };
    Runtime.getRuntime().addShutdownHook(new Thread(close, "close"));
  }
}
