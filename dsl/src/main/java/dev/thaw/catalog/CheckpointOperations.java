package dev.thaw.catalog;

import static dev.thaw.fact.ContainerState.CREATED;
import static dev.thaw.fact.ContainerState.EXITED;
import static dev.thaw.fact.ContainerState.PAUSED;
import static dev.thaw.fact.ContainerState.RUNNING;
import static dev.thaw.operation.OptionType.COUNT;
import static dev.thaw.operation.OptionType.FLAG;
import static dev.thaw.operation.OptionType.MOMENT;
import static dev.thaw.operation.OptionType.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.checkpoint.Act;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.CheckpointPlace;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Goal;
import dev.thaw.operation.JsonBody;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.OperationSpec.Part;
import dev.thaw.operation.OperationSpec.Unfit;
import dev.thaw.operation.Option;
import dev.thaw.operation.OptionType;
import dev.thaw.operation.Request;
import dev.thaw.operation.Wait;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The operations on the saved state of processes. Facts about the engine: measured on 26.1.5 with
 * CRIU 4.1.1, and moby's {@code daemon/checkpoint.go}.
 *
 * <p>A checkpoint that is to end the container is made of a pause, a dump that leaves it running,
 * and a kill: so a dump that fails never costs the container, as the engine's own way does in a
 * race (moby#42900), nothing runs on after the dump, and no restart policy starts it afresh, as it
 * was killed by request.
 */
final class CheckpointOperations {
  private static final List<OperationSpec> ALL = new ArrayList<>();

  /**
   * The engine loses its way if checkpoints or restores follow each other within 0.2 s (7 of 30;
   * none of 60 with 0.6 s between).
   */
  static final Duration APART = Duration.ofMillis(600);

  /** 256 MiB take 5 s; who has 100 GiB says so by timeout. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  static final String SERIES = "series";
  private static final String KEEP = "keep";
  private static final String LEAVE_RUNNING = "leaveRunning";
  static final String RUN = "run";

  static final String BEFORE = "before";
  private static final String REQUIRED = "required";
  private static final String TO = "to";
  private static final String VERIFY = "verify";
  private static final String REHEARSE = "rehearse";

  static final Option OF_SERIES = Option.optionalArgument(
      SERIES,
      TEXT,
      "the series, of which the newest is taken, or the whole name of one checkpoint; the newest of"
          + " all if left out");
  private static final Option MADE_BEFORE =
      Option.optional(BEFORE, MOMENT, "leaves out those of runs that began later: 10.minutes.ago");

  private static final Option PROOF = Option.optional(
      VERIFY,
      OptionType.PROOF,
      "what shows that the state went on, and not just that a process runs: logsContinue, or a probe,"
          + " as exec('redis-cli exists key')");

  public static final OperationSpec PREFLIGHT = OperationSpec.observe(
          "preflight",
          "tells whether a checkpoint of containers would work, and what stands against it")
      .example("preflight where label.app == 'cache'")
      .options(Option.optional(LEAVE_RUNNING, FLAG, "asks for a checkpoint that leaves it running"))
      .appliesTo(RUNNING, PAUSED)
      .sends((target, arguments, dialect) -> Preflighting.of(
          arguments.flag(LEAVE_RUNNING) ? Act.CHECKPOINT_LEAVE_RUNNING : Act.CHECKPOINT_AND_STOP,
          target))
      .addTo(ALL);

  public static final OperationSpec REMOVE = OperationSpec.destroy(
          "removeCheckpoint", "removes checkpoints of a series, or one by its whole name")
      .example("removeCheckpoint 'nightly' where name == 'cache'")
      .options(
          Option.argument(SERIES, TEXT, "the series, or the whole name of one checkpoint"),
          Option.withDefault(KEEP, COUNT, "how many of the newest stay", Value.Number.of(0)),
          CheckpointDir.option())
      .refuses(CheckpointOperations::unfitSeries)
      .reaches(arguments -> new Goal.Evident())
      .sends((target, arguments, dialect) -> new Request.Inquiry(
          List.of(CheckpointDir.listing(target, arguments)),
          answers -> removing(target, arguments, answers)))
      .undoneByNothing("a checkpoint that was removed is lost")
      .addTo(ALL);

  public static final OperationSpec CHECKPOINT = OperationSpec.change(
          "checkpoint",
          "saves the state of containers' processes on the engine's disk, and ends them unless told to"
              + " leave them running")
      .example("checkpoint 'nightly' where name == 'cache' keep 3")
      .options(
          Option.argument(
              SERIES, TEXT, "the series: the engine's name is that and the run's, 'nightly.<run>'"),
          Option.optional(
              LEAVE_RUNNING, FLAG, "leaves the processes running, or frozen if they are"),
          Option.withDefault(
              KEEP,
              COUNT,
              "how many checkpoints of the series stay: older ones are removed when the new one is made",
              Value.Number.of(1)),
          Option.optional(
              REHEARSE,
              FLAG,
              "starts a throw-away clone from the checkpoint, before the container is ended: if that"
                  + " fails, it goes on"),
          CheckpointDir.option())
      .refuses(CheckpointOperations::unfit)
      .appliesTo(RUNNING, PAUSED)
      .min(1)
      .standsFor(CheckpointOperations::checkpointing)
      .during(CheckpointOperations::named)
      .apart(APART)
      .reaches(arguments -> new Goal.Evident())
      .sends((target, arguments, dialect) -> new Request.Inquiry(
          List.of(CheckpointDir.listing(target, arguments), EngineCall.get("/version")),
          answers -> creating(target, arguments, answers)))
      .within((arguments, target) -> LONGEST)
      .undoneBy("restore")
      .addTo(ALL);

  public static final OperationSpec RESTORE = OperationSpec.change(
          "restore",
          "starts containers from a checkpoint: their processes go on where they were saved")
      .example("restore 'nightly' where name == 'cache'")
      .options(OF_SERIES, MADE_BEFORE, PROOF, CheckpointDir.option())
      .refuses(CheckpointOperations::unfitSeries)
      .appliesTo(CREATED, EXITED)
      .min(1)
      .apart(APART)
      .reaches(arguments -> new Goal.Resumes())
      .standsFor(CheckpointOperations::proven)
      .sends((target, arguments, dialect) -> Restoring.of(target, arguments))
      .within((arguments, target) -> LONGEST)
      .undoneBy("checkpoint")
      .addTo(ALL);

  public static final OperationSpec CHECKPOINTS = OperationSpec.observe(
          "checkpoints", "lists the checkpoints of containers, the newest first")
      .example("checkpoints where label.app == 'cache'")
      .options(
          Option.optionalArgument(SERIES, TEXT, "the series; all if left out"),
          MADE_BEFORE,
          Option.optional(
              REQUIRED,
              FLAG,
              "fails for a container that has none, or that is known not to be restored here"),
          Option.optional(
              VERIFY,
              FLAG,
              "reads their files, and tells of any that changed since they were made"),
          CheckpointDir.option())
      .refuses(CheckpointOperations::unfitSeries)
      .sends((target, arguments, dialect) -> listing(target, arguments))
      .addTo(ALL);

  public static final OperationSpec REWIND = OperationSpec.destroy(
          "rewind",
          "ends containers and starts them from the newest checkpoint of a series that is old enough:"
              + " what they did since is lost")
      .example("rewind 'hourly', to: 10.minutes.ago where name == 'cache'")
      .options(
          Option.argument(SERIES, TEXT, "the series"),
          Option.required(
              TO, MOMENT, "the checkpoint is the newest whose run began by then: 10.minutes.ago"),
          PROOF)
      .refuses(CheckpointOperations::unfit)
      .min(1)
      .standsFor((rewind, arguments) -> rewinding(arguments))
      .undoneByNothing("what the containers did since the checkpoint is lost")
      .addTo(ALL);

  public static final OperationSpec CLONE_FROM = OperationSpec.change(
          "cloneFrom",
          "makes a second container that goes on where a checkpoint of the first one was taken")
      .example("cloneFrom 'nightly', to: 'cache-2' where name == 'cache'")
      .options(
          OF_SERIES,
          MADE_BEFORE,
          Option.required(TO, TEXT, "the name of the new container, which must be free"))
      .refuses(Cloning::unfit)
      .exactlyOne()
      .apart(APART)
      .during(CheckpointOperations::named)
      .reaches(arguments -> new Goal.Arises())
      .sends((target, arguments, dialect) -> Cloning.of(target, arguments))
      .within((arguments, target) -> LONGEST)
      .undoneByNothing("the new container stays until somebody removes it")
      .addTo(ALL);

  private CheckpointOperations() {}

  /** Returns the operations of this class, in the order in which they stand here. */
  static List<OperationSpec> all() {
    return List.copyOf(ALL);
  }

  /** Returns arguments with the run, which what is made is named by. */
  static Arguments named(Supplier<String> run, Arguments arguments) {
    return arguments.with(RUN, new Value.Text(run.get()));
  }

  private static Optional<Unfit> unfit(String option, Value value) {
    if (option.equals(KEEP) && Value.Number.of(0).equals(value)) {
      return Optional.of(new Unfit(
          "keep 0 would remove the checkpoint as soon as it is made.", "Write keep 1 or more."));
    }
    return unfitSeries(option, value);
  }

  private static Optional<Unfit> unfitSeries(String option, Value value) {
    if (option.equals(CheckpointDir.DIR)) {
      return CheckpointDir.unfit(value);
    }
    return option.equals(SERIES) ? Series.unfit(value) : Optional.empty();
  }

  private static List<Part> checkpointing(OperationSpec checkpoint, Arguments arguments) {
    boolean leaveRunning = arguments.flag(LEAVE_RUNNING);
    var parts = new ArrayList<Part>();
    parts.add(
        new Part(PREFLIGHT, PREFLIGHT.usual().with(LEAVE_RUNNING, new Value.Flag(leaveRunning))));
    if (!leaveRunning) {
      int rehearsal = arguments.flag(REHEARSE) ? 2 : 0;
      parts.add(new Part(ContainerOperations.PAUSE, Arguments.NONE, 2 + rehearsal));
    }
    parts.add(new Part(checkpoint, arguments));
    if (arguments.flag(REHEARSE)) {
      parts.addAll(RehearsalOperations.of(arguments.find(SERIES).orElseThrow()));
    }
    if (!leaveRunning) {
      parts.add(new Part(ContainerOperations.KILL, ContainerOperations.KILL.usual()));
    }
    var removal = new TreeMap<String, Value>();
    for (String option : List.of(SERIES, KEEP, CheckpointDir.DIR)) {
      arguments.find(option).ifPresent(value -> removal.put(option, value));
    }
    parts.add(new Part(REMOVE, new Arguments(removal)));
    return parts;
  }

  /**
   * That there is one, and nothing known against a restore, is found out before anything is ended.
   */
  private static List<Part> rewinding(Arguments arguments) {
    Arguments which = Arguments.of(Map.of(
        SERIES,
        arguments.find(SERIES).orElse(Value.Absent.NULL),
        BEFORE,
        arguments.find(TO).orElse(Value.Absent.NULL)));
    var parts = new ArrayList<>(List.of(
        new Part(CHECKPOINTS, which.with(REQUIRED, new Value.Flag(true))),
        new Part(ContainerOperations.KILL, ContainerOperations.KILL.usual()),
        new Part(RESTORE, which)));
    proof(arguments, true).ifPresent(parts::add);
    return parts;
  }

  private static List<Part> proven(OperationSpec restore, Arguments arguments) {
    var parts = new ArrayList<>(List.of(new Part(restore, arguments)));
    proof(arguments, false).ifPresent(parts::add);
    return parts;
  }

  private static Optional<Part> proof(Arguments arguments, boolean rewound) {
    return arguments
        .find(VERIFY)
        .map(proof -> new Value.Text(Wait.Continued.WORD).equals(proof)
            ? new Part(
                WaitOperations.AWAIT_CONTINUED,
                Arguments.NONE.with(WaitOperations.REWOUND, new Value.Flag(rewound)))
            : new Part(
                WaitOperations.AWAIT_PROBE,
                WaitOperations.AWAIT_PROBE.usual().with("probe", proof)));
  }

  private static Request listing(Snapshot target, Arguments arguments) {
    var listing = new Request.Inquiry(
        List.of(CheckpointDir.listing(target, arguments), EngineCall.get("/info")),
        answers -> showing(target, arguments, answers.get(0), answers.get(1)));
    return arguments.flag(REQUIRED) ? Preflighting.before(Act.RESTORE, target, listing) : listing;
  }

  private static Request showing(
      Snapshot target, Arguments arguments, JsonNode listed, JsonNode info) {
    List<String> there = CheckpointDir.names(listed);
    List<String> fitting = MeantCheckpoint.fitting(target, arguments, there);
    if (fitting.isEmpty() && arguments.flag(REQUIRED)) {
      return new Request.Impossible(MeantCheckpoint.none(arguments, there));
    }
    var places = new LinkedHashMap<String, CheckpointPlace>();
    for (String name : fitting) {
      places.put(name, CheckpointDir.place(target, arguments, info, name));
    }
    return new Request.Checkpoints(
        info.path("ID").asText(), target.id(), places, arguments.flag(VERIFY));
  }

  private static Request creating(Snapshot target, Arguments arguments, List<JsonNode> answers) {
    String series = arguments.text(SERIES).orElseThrow();
    String run = arguments.text(RUN).orElse(Series.RUN);
    List<String> there = CheckpointDir.names(answers.get(0));
    boolean podman = OnlyOne.on(answers.get(1));
    Optional<String> objection =
        podman ? OnlyOne.objection(series, arguments.count(KEEP), there) : Optional.empty();
    if (objection.isPresent()) {
      return new Request.Impossible(objection.get());
    }
    String name = Series.next(series, run, there);
    // Podman takes none of a paused container, so that the dump itself has to end it there.
    boolean exit = podman && !arguments.flag(LEAVE_RUNNING);
    JsonBody body = JsonBody.object().put("CheckpointID", name).put("Exit", exit);
    CheckpointDir.of(target, arguments).ifPresent(dir -> body.put("CheckpointDir", dir));
    return new Request.Proven(
        List.of(EngineCall.post(CheckpointDir.path(target), Map.of(), body.text())),
        new Request.Evidence(
            CheckpointDir.listing(target, arguments),
            listed -> CheckpointDir.names(listed).contains(name),
            "there is no checkpoint " + name,
            // Listed 11 s before a dump of 256 MiB was over (measured on 26.1.5).
            true),
        "as " + name);
  }

  private static Request removing(Snapshot target, Arguments arguments, List<JsonNode> answers) {
    String series = arguments.text(SERIES).orElseThrow();
    long keep = arguments.count(KEEP).orElse(0L);
    // In a plan the one that is made before is not there yet.
    long stay = target.assumed() ? Math.max(0, keep - 1) : keep;
    List<String> leaving = Series.members(series, CheckpointDir.names(answers.get(0))).stream()
        .skip(stay)
        .toList();
    List<EngineCall> calls = leaving.stream()
        .map(name -> new EngineCall(
            "DELETE",
            CheckpointDir.path(target) + "/" + name,
            new TreeMap<>(CheckpointDir.query(target, arguments)),
            ""))
        .toList();
    return new Request.Proven(
        calls,
        new Request.Evidence(
            CheckpointDir.listing(target, arguments),
            listed -> Series.members(series, CheckpointDir.names(listed)).size() <= keep,
            "more than " + keep + " of " + series + " are there"),
        String.join(", ", leaving));
  }
}
