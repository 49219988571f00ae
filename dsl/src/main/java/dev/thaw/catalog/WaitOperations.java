package dev.thaw.catalog;

import static dev.thaw.operation.OptionType.COUNT;
import static dev.thaw.operation.OptionType.COUNTS;
import static dev.thaw.operation.OptionType.DURATION;
import static dev.thaw.operation.OptionType.FLAG;
import static dev.thaw.operation.OptionType.PATTERN;
import static dev.thaw.operation.OptionType.PROBE;
import static dev.thaw.operation.OptionType.TEXT;

import dev.thaw.operation.Arguments;
import dev.thaw.operation.Lowering;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.OperationSpec.Unfit;
import dev.thaw.operation.Option;
import dev.thaw.operation.Probe;
import dev.thaw.operation.Request;
import dev.thaw.operation.Wait;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The operations that wait for something to become true of a container: one constant each. */
public final class WaitOperations {
  private static final List<OperationSpec> ALL = new ArrayList<>();

  /** How long one waits if nobody says: a service that is not there by then needs a person. */
  private static final Duration USUAL = Duration.ofMinutes(2);

  static final String REWOUND = "rewound";
  private static final String NO_HEALTHCHECK = "ifNoHealthcheck";
  private static final List<String> RULES = List.of("error", "running");

  public static final OperationSpec AWAIT_HEALTHY = waiting(
          "awaitHealthy",
          "waits until the healthcheck has passed since the container was started or thawed; one"
              + " that ends meanwhile has failed")
      .example("awaitHealthy where label.app == 'web' within 2.minutes")
      .options(
          Option.withDefault(
              NO_HEALTHCHECK,
              TEXT,
              "what a container without a healthcheck is: 'error', or 'running' if it is enough that"
                  + " it runs",
              new Value.Text("error")),
          Option.optional("probe", PROBE, "what is asked of a container without a healthcheck"),
          Probings.INITIAL_DELAY,
          Probings.PERIOD,
          Probings.TIMEOUT,
          Probings.SUCCESS_THRESHOLD,
          Probings.FAILURE_THRESHOLD)
      .refuses(WaitOperations::unfit)
      .sends(awaiting((id, arguments) -> new Wait.Healthy(
          arguments.text(NO_HEALTHCHECK).filter("running"::equals).isPresent(),
          Probings.read(id, arguments),
          arguments.count(Probings.FAILURE_THRESHOLD.name()).orElse(0L))))
      .addTo(ALL);

  public static final OperationSpec AWAIT_RUNNING = waiting(
          "awaitRunning", "waits until containers run, and are not paused")
      .example("awaitRunning where label.tier == 'batch' within 30.seconds")
      .sends(awaiting((id, arguments) -> new Wait.Running()))
      .addTo(ALL);

  public static final OperationSpec AWAIT_EXITED = waiting(
          "awaitExited", "waits until containers have ended by themselves or by others")
      .example("awaitExited where label.job == 'migrate' code 0 within 10.minutes")
      .options(Option.optional(
          "code",
          COUNTS,
          "the exit code that is right, or several; any other has failed; else any"))
      .refuses(WaitOperations::unfit)
      .sends(awaiting((id, arguments) -> new Wait.Exited(Probings.codes(arguments.find("code")))))
      .addTo(ALL);

  public static final OperationSpec AWAIT_LOG = waiting(
          "awaitLog", "waits until containers write a line that a regular expression matches")
      .example("awaitLog(/ready to accept/) where label.app == 'db' sinceStart true")
      .options(
          Option.argument("pattern", PATTERN, "what a part of the line must match"),
          Option.optional(
              "lookBack",
              DURATION,
              "how long before now a line counts, too; else only from now on"),
          Option.optional("sinceStart", FLAG, "counts all lines since the container's start"))
      .sends(awaiting((id, arguments) -> new Wait.Log(
          arguments.text("pattern").orElseThrow(),
          arguments.duration("lookBack").orElse(Duration.ZERO),
          arguments.flag("sinceStart"))))
      .addTo(ALL);

  public static final OperationSpec AWAIT_PORT = waiting(
          "awaitPort",
          "waits until containers take connections at a TCP port, at their own address or a published"
              + " one")
      .example("awaitPort 5432 where label.app == 'db' within 1.minute")
      .options(Option.argument("tcpPort", COUNT, "the port inside the container"))
      .refuses(WaitOperations::unfit)
      .sends(awaiting((id, arguments) ->
          Probings.port(arguments.count("tcpPort").orElseThrow().intValue())))
      .addTo(ALL);

  public static final OperationSpec AWAIT_PROBE = waiting(
          "awaitProbe",
          "asks containers again and again, by HTTP, a connection or a command, until the answer is"
              + " right")
      .example("awaitProbe http(':8080/healthz') where label.app == 'web' period 500.ms")
      .options(
          Option.argument("probe", PROBE, "what is asked"),
          Probings.INITIAL_DELAY,
          Probings.PERIOD,
          Probings.TIMEOUT,
          Probings.SUCCESS_THRESHOLD,
          Probings.FAILURE_THRESHOLD)
      .refuses(WaitOperations::unfit)
      .sends(awaiting(
          (id, arguments) -> new Wait.Probed(Probings.read(id, arguments).orElseThrow())))
      .addTo(ALL);

  public static final OperationSpec AWAIT_CONTINUED = waiting(
          "awaitContinued",
          "waits until the log of restored containers goes on where it ended, and fails if it begins"
              + " anew")
      .example("awaitContinued where name == 'cache' within 30.seconds")
      .options(Option.optional(
          REWOUND,
          FLAG,
          "lets it go on where it was earlier than at its end, but not at its beginning"))
      .sends(awaiting((id, arguments) -> new Wait.Continued(arguments.flag(REWOUND))))
      .addTo(ALL);

  private WaitOperations() {}

  /** Returns the operations of this class, in the order in which they stand here. */
  static List<OperationSpec> all() {
    return List.copyOf(ALL);
  }

  /** What is not there cannot be waited for, so one must match. */
  private static OperationSpec.Builder waiting(String name, String summary) {
    return OperationSpec.observe(name, summary)
        .min(1)
        .waits(WaitOperations::commands)
        .within((arguments, target) -> USUAL);
  }

  private static Lowering awaiting(BiFunction<String, Arguments, Wait> wait) {
    return (target, arguments, dialect) -> new Request.Await(wait.apply(target.id(), arguments));
  }

  /** A command may do anything, whatever it is meant for. */
  private static boolean commands(Arguments arguments) {
    return arguments
        .text("probe")
        .flatMap(Probe::parse)
        .filter(probe -> probe.way() == Probe.Way.EXEC)
        .isPresent();
  }

  private static Optional<Unfit> unfit(String option, Value value) {
    return switch (option) {
      case NO_HEALTHCHECK ->
        RULES.contains(value.display())
            ? Optional.empty()
            : Optional.of(new Unfit(
                value.source() + " is no rule for containers without a healthcheck.",
                "Write 'running' if it is enough that they run, or leave it out."));
      case "tcpPort" ->
        Probe.isPort(((Value.Number) value).number().longValue())
            ? Optional.empty()
            : Optional.of(new Unfit(value.source() + " is no port.", "Write one from 1 to 65535."));
      case "code" ->
        Probings.codes(Optional.of(value)).stream().allMatch(code -> code <= 255)
            ? Optional.empty()
            : Optional.of(new Unfit(
                value.source() + " is no exit code.", "Write codes from 0 to 255, as [0, 143]."));
      case "successThreshold" ->
        value.equals(Value.Number.of(0))
            ? Optional.of(
                new Unfit("With successThreshold 0 nothing is waited for.", "Write 1 or more."))
            : Optional.empty();
      default -> Optional.empty();
    };
  }
}
