package dev.thaw.catalog;

import static dev.thaw.fact.ContainerState.CREATED;
import static dev.thaw.fact.ContainerState.DEAD;
import static dev.thaw.fact.ContainerState.EXITED;
import static dev.thaw.fact.ContainerState.PAUSED;
import static dev.thaw.fact.ContainerState.RESTARTING;
import static dev.thaw.fact.ContainerState.RUNNING;
import static dev.thaw.operation.OptionType.COMMAND;
import static dev.thaw.operation.OptionType.COUNT;
import static dev.thaw.operation.OptionType.DURATION;
import static dev.thaw.operation.OptionType.FLAG;
import static dev.thaw.operation.OptionType.TEXT;
import static dev.thaw.operation.OptionType.VARIABLES;

import dev.thaw.fact.Inspection;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Goal;
import dev.thaw.operation.JsonBody;
import dev.thaw.operation.Lowering;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.Option;
import dev.thaw.operation.Request;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operations on a container's life: one constant each. Facts about the engine: moby's
 * {@code daemon/}.
 */
public final class ContainerOperations {
  private static final List<OperationSpec> ALL = new ArrayList<>();

  /** How long the engine waits by itself between the stop signal and the kill (moby's default). */
  private static final Duration ENGINE_GRACE = Duration.ofSeconds(10);

  /** How long we wait for a container that may take as long as it likes. */
  private static final Duration ENDLESS_GRACE = Duration.ofMinutes(10);

  private static final Option GRACE = Option.optional(
      "grace",
      DURATION,
      "time between the stop signal and the kill; else the container's own stop timeout, or 10 s if it has none");
  private static final Option SIGNAL = Option.optional(
          "signal", TEXT, "the signal sent first; else the container's own, SIGTERM")
      .since(new Dialect(1, 42));

  public static final OperationSpec PAUSE = OperationSpec.change(
          "pause", "freezes all processes of running containers")
      .example("pause where label.tier == 'batch'")
      .appliesTo(RUNNING)
      .reaches(PAUSED)
      .sends(Lowering.post("pause"))
      .undoneBy("unpause")
      .canBeHeld()
      .addTo(ALL);

  public static final OperationSpec UNPAUSE = OperationSpec.change(
          "unpause", "thaws paused containers")
      .example("unpause where { label.auto_resume == 'true' } when { mem < 80% }")
      .appliesTo(PAUSED)
      .reaches(RUNNING)
      .sends(Lowering.post("unpause"))
      .undoneBy("pause")
      .addTo(ALL);

  public static final OperationSpec START = OperationSpec.change(
          "start", "starts containers that are not running")
      .example("start where name == 'db' && exitCode == 137")
      .appliesTo(CREATED, EXITED, DEAD)
      .reaches(RUNNING)
      .sends(Lowering.post("start"))
      .undoneBy("stop")
      .addTo(ALL);

  public static final OperationSpec STOP = OperationSpec.change(
          "stop", "stops containers, with a signal first and a kill after the grace time")
      .example("stop where label.tier == 'batch' grace 5.seconds")
      .options(GRACE, SIGNAL)
      .appliesTo(RUNNING, PAUSED, RESTARTING)
      .reaches(EXITED)
      .sends(Lowering.post("stop", ContainerOperations::stopping))
      .within(ContainerOperations::stopDeadline)
      .undoneBy("start", "its processes begin anew, and what they held in memory is lost")
      .addTo(ALL);

  public static final OperationSpec RESTART = OperationSpec.change(
          "restart", "stops and starts containers, also those that are not running")
      .example("restart where label.app == 'web' grace 5.seconds")
      .options(GRACE, SIGNAL)
      .appliesTo(CREATED, RUNNING, PAUSED, RESTARTING, EXITED, DEAD)
      .reaches(arguments -> new Goal.StartsAnew())
      .sends(Lowering.post("restart", ContainerOperations::stopping))
      .within(ContainerOperations::stopDeadline)
      .undoneByNothing("its processes began anew, and what they held in memory is lost")
      .addTo(ALL);

  public static final OperationSpec KILL = OperationSpec.change(
          "kill", "sends a signal, SIGKILL by default")
      .example("kill where name == 'stuck' signal 'SIGQUIT'")
      .options(Option.withDefault(
          "signal",
          TEXT,
          "the signal: SIGKILL, HUP, 9 …; any of them thaws a paused container that has no stop"
              + " signal of its own",
          new Value.Text("SIGKILL")))
      .appliesTo(RUNNING, PAUSED)
      .reaches(ContainerOperations::afterSignal)
      .sends(Lowering.post(
          "kill", arguments -> Map.of("signal", arguments.text("signal").orElseThrow())))
      .undoneByNothing("a signal cannot be called back; start begins anew what it has ended")
      .addTo(ALL);

  public static final OperationSpec EXEC = OperationSpec.change(
          "exec", "runs a command inside running containers, without a shell unless asked")
      .example("exec 'redis-cli save' where label.app == 'cache' timeout 2.minutes")
      .options(
          Option.argument("command", COMMAND, "the command and its words").wholeIf("shell"),
          Option.optional("shell", FLAG, "hands the command as one text to sh -c"),
          Option.optional("user", TEXT, "the user inside the container; else the container's own"),
          Option.optional("workdir", TEXT, "the directory to run in; else the container's own"),
          Option.optional("env", VARIABLES, "environment variables to add, as 'KEY=value'"))
      .appliesTo(RUNNING)
      .sends((target, arguments, dialect) -> command(target.id(), arguments))
      .within((arguments, target) -> Duration.ofMinutes(10))
      .undoneByNothing("what a command did only another command can take back")
      .addTo(ALL);

  public static final OperationSpec COPY = OperationSpec.change(
          "copy",
          "copies a file or folder out of containers to this machine, or from it into them, as docker"
              + " cp does")
      .example("copy '/backup/app.dump', to: 'dumps/' where name == 'db'")
      .options(
          Option.argument("inside", TEXT, "the absolute path inside the container"),
          Option.optional("to", TEXT, CopyPaths.TO),
          Option.optional("from", TEXT, CopyPaths.FROM),
          Option.optional("overwrite", FLAG, "replaces what is there already; else that is left"))
      .exactlyOneOf("to", "from")
      .refuses(CopyPaths::unfit)
      .appliesTo(CREATED, RUNNING, PAUSED, EXITED)
      .sends((target, arguments, dialect) -> CopyPaths.copying(target.id(), arguments))
      .within((arguments, target) -> Duration.ofMinutes(10))
      .undoneByNothing(
          "a copy to this machine stays there; what a copy into a container replaced is lost")
      .addTo(ALL);

  public static final OperationSpec LOGS = OperationSpec.observe(
          "logs", "prints what containers wrote")
      .example("logs where label.app == 'web' tail 20")
      .options(
          Option.withDefault("tail", COUNT, "how many lines from the end", Value.Number.of(100)),
          Option.optional("timestamps", FLAG, "puts the time before each line"))
      .sends((target, arguments, dialect) -> new Request.Stream(EngineCall.get(
          "/containers/" + target.id() + "/logs",
          Map.of(
              "stdout",
              "true",
              "stderr",
              "true",
              "tail",
              arguments.count("tail").orElseThrow().toString(),
              "timestamps",
              Boolean.toString(arguments.flag("timestamps"))))))
      .addTo(ALL);

  public static final OperationSpec DIAGNOSE = OperationSpec.observe(
          "diagnose", "tells why containers are as they are, and what would help")
      .example("diagnose where state == 'exited' && exitCode != 0 tail 10")
      .options(Option.withDefault(
          "tail", COUNT, "how many of the last lines to show", Value.Number.of(20)))
      .sends(Examinations::of)
      .min(1)
      .addTo(ALL);

  public static final OperationSpec PS = OperationSpec.observe("ps", "lists containers")
      .example("ps where state == 'exited' && exitCode != 0")
      .addTo(ALL);

  private ContainerOperations() {}

  /** Returns the operations of this class, in the order in which they stand here. */
  static List<OperationSpec> all() {
    return List.copyOf(ALL);
  }

  private static Map<String, String> stopping(Arguments arguments) {
    var query = new TreeMap<String, String>();
    arguments.duration("grace").ifPresent(grace -> query.put("t", Long.toString(roundedUp(grace))));
    arguments.text("signal").ifPresent(signal -> query.put("signal", signal));
    return query;
  }

  /** The engine counts whole seconds; a grace of half a second must not become an instant kill. */
  private static long roundedUp(Duration grace) {
    return grace.plusMillis(999).toSeconds();
  }

  private static Duration stopDeadline(Arguments arguments, Inspection target) {
    Duration grace = arguments.duration("grace").or(target::stopTimeout).orElse(ENGINE_GRACE);
    return (grace.isNegative() ? ENDLESS_GRACE : grace).plusSeconds(30);
  }

  /** Only SIGKILL has a sure effect; what a process makes of another signal is its own affair. */
  private static Goal afterSignal(Arguments arguments) {
    String signal = arguments.text("signal").orElseThrow();
    return List.of("SIGKILL", "KILL", "9").contains(signal.toUpperCase(Locale.ROOT))
        ? new Goal.Reaches(EXITED)
        : new Goal.Unobservable();
  }

  private static Request command(String id, Arguments arguments) {
    List<String> words = arguments.texts("command");
    var body = JsonBody.object()
        .put("AttachStdout", true)
        .put("AttachStderr", true)
        .put("Cmd", arguments.flag("shell") ? shell(words) : words);
    arguments.text("user").ifPresent(user -> body.put("User", user));
    arguments.text("workdir").ifPresent(directory -> body.put("WorkingDir", directory));
    if (!arguments.texts("env").isEmpty()) {
      body.put("Env", arguments.texts("env"));
    }
    return new Request.Command(
        EngineCall.post("/containers/" + id + "/exec", Map.of(), body.text()),
        EngineCall.post(
            "/exec/" + Request.Command.ID + "/start",
            Map.of(),
            JsonBody.object().put("Detach", false).put("Tty", false).text()),
        EngineCall.get("/exec/" + Request.Command.ID + "/json"));
  }

  private static List<String> shell(List<String> words) {
    var command = new ArrayList<>(List.of("sh", "-c"));
    command.add(String.join(" ", words));
    return command;
  }
}
