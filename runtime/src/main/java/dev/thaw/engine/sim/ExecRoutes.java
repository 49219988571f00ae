package dev.thaw.engine.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests about commands inside of containers; a command lives no longer than its container
 * runs.
 */
final class ExecRoutes {
  /**
   * A command that was made, and perhaps run.
   *
   * @param born when the container's process started inside of which it was made
   */
  private record Command(
      String id,
      SimContainer container,
      Optional<Instant> born,
      List<String> words,
      boolean tty,
      boolean out,
      boolean error,
      Optional<Instant> ends) {

    Command endingAt(Instant end) {
      return new Command(id, container, born, words, tty, out, error, Optional.of(end));
    }

    boolean lives() {
      return container.state().alive() && container.startedAt().equals(born);
    }
  }

  private final Containers containers;
  private final EventBacklog events;
  private final Map<String, Command> commands = new HashMap<>();
  private int made;

  ExecRoutes(Containers containers, EventBacklog events) {
    this.containers = containers;
    this.events = events;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/containers/{id}/exec", this::create),
        Route.of("POST", "/exec/{id}/start", this::start),
        Route.of("POST", "/exec/{id}/resize", request -> resize(found(request))),
        Route.of("GET", "/exec/{id}/json", this::inspect));
  }

  private Answer create(SimRequest request) {
    JsonNode body = request.body();
    if (body.path("Cmd").isEmpty()) {
      throw new Refusal(400, "No exec command specified");
    }
    SimContainer container = containers.find(request.reference(), request.now());
    new ContainerRules(container).requireExecutable(request.reference());
    var words = new ArrayList<String>();
    body.path("Cmd").forEach(word -> words.add(word.asText()));
    String id = Containers.digest("command " + ++made);
    commands.values().removeIf(command -> !command.lives());
    commands.put(
        id,
        new Command(
            id,
            container,
            container.startedAt(),
            words,
            body.path("Tty").asBoolean(),
            body.path("AttachStdout").asBoolean(),
            body.path("AttachStderr").asBoolean(),
            Optional.empty()));
    container.tell(request.now(), "exec_create: " + line(words), Map.of("execID", id));
    return Answer.json(201, new JsonObject().put("Id", id));
  }

  private Answer start(SimRequest request) {
    Command command = found(request);
    new ContainerRules(command.container())
        .requireExecutable(command.container().id());
    boolean detach = request.body().path("Detach").asBoolean();
    var frames = new Frames(command.tty());
    if (command.ends().isPresent()) {
      frames.error("Error: Exec command " + command.id() + " has already run\r\n");
      return Answer.streaming(frames.contentType(), frames.bytes());
    }
    ExecSpec effect = command.container().spec().exec();
    Instant end = request.now().plus(effect.takes());
    commands.put(command.id(), command.endingAt(end));
    tell(command, request.now(), end);
    if (detach) {
      return Answer.empty(200);
    }
    if (command.out()) {
      frames.out(effect.output());
    }
    return Answer.streaming(frames.contentType(), frames.bytes()).after(effect.takes());
  }

  private void tell(Command command, Instant start, Instant end) {
    SimContainer container = command.container();
    String id = command.id();
    container.tell(start, "exec_start: " + line(command.words()), Map.of("execID", id));
    String exitCode = Integer.toString(container.spec().exec().exitCode());
    events.expect(container.event(end, "exec_die", Map.of("execID", id, "exitCode", exitCode)));
    events.settle(start);
  }

  /** Returns a command as events name it: with a space after its first word in any case. */
  private static String line(List<String> words) {
    return words.get(0) + " " + String.join(" ", words.subList(1, words.size()));
  }

  private Answer inspect(SimRequest request) {
    Command command = found(request);
    boolean ended = command.ends().filter(end -> !end.isAfter(request.now())).isPresent();
    List<String> words = command.words();
    return Answer.json(
        200,
        new JsonObject()
            .put("ID", command.id())
            .put("Running", command.ends().isPresent() && !ended)
            .put("ExitCode", ended ? command.container().spec().exec().exitCode() : null)
            .put(
                "ProcessConfig",
                new JsonObject()
                    .put("tty", command.tty())
                    .put("entrypoint", words.get(0))
                    .put("arguments", words.subList(1, words.size()))
                    .put("privileged", false))
            .put("OpenStdin", false)
            .put("OpenStderr", command.error())
            .put("OpenStdout", command.out())
            .put("CanRemove", false)
            .put("ContainerID", command.container().id())
            .put("DetachKeys", "")
            .put("Pid", 0));
  }

  /** A terminal's size changes nothing that could be seen here. */
  private static Answer resize(Command command) {
    return Answer.empty(command.tty() ? 200 : 204);
  }

  private Command found(SimRequest request) {
    Command command = commands.get(request.reference());
    if (command != null) {
      command.container().settle(request.now());
    }
    if (command == null
        || !command.lives()
        || containers.byId(command.container().id()).isEmpty()) {
      throw new Refusal(404, "No such exec instance: " + request.reference());
    }
    return command;
  }
}
