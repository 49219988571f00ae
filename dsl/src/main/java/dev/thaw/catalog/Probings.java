package dev.thaw.catalog;

import static dev.thaw.operation.OptionType.COUNT;
import static dev.thaw.operation.OptionType.DURATION;

import dev.thaw.operation.Arguments;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.JsonBody;
import dev.thaw.operation.Option;
import dev.thaw.operation.Probe;
import dev.thaw.operation.Probing;
import dev.thaw.operation.Request;
import dev.thaw.operation.Wait;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of probes, by Kubernetes' words, and what they mean. */
final class Probings {
  /** A try at a port costs next to nothing, so it may come often. */
  private static final Duration PORT_PERIOD = Duration.ofMillis(250);

  static final Option INITIAL_DELAY =
      Option.optional("initialDelay", DURATION, "how long before the first probe; else at once");
  static final Option PERIOD = Option.withDefault(
      "period",
      DURATION,
      "from the beginning of one probe to that of the next",
      new Value.Time(Duration.ofSeconds(1)));
  static final Option TIMEOUT = Option.withDefault(
      "probeTimeout",
      DURATION,
      "how long one probe may take",
      new Value.Time(Duration.ofSeconds(1)));
  static final Option SUCCESS_THRESHOLD = Option.withDefault(
      "successThreshold", COUNT, "how many probes in a row must pass", Value.Number.of(1));
  static final Option FAILURE_THRESHOLD = Option.withDefault(
      "failureThreshold",
      COUNT,
      "after how many failures in a row of a probe, or of the healthcheck, the wait has failed before"
          + " its time; 0 for never",
      Value.Number.of(0));

  private Probings() {}

  /** Returns what the arguments say of a probe, if there is one. */
  static Optional<Probing> read(String container, Arguments arguments) {
    return arguments
        .text("probe")
        .flatMap(Probe::parse)
        .map(probe -> new Probing(
            probe,
            probe.way() == Probe.Way.EXEC
                ? Optional.of(command(container, probe.text()))
                : Optional.empty(),
            arguments.duration(INITIAL_DELAY.name()).orElse(Duration.ZERO),
            arguments.duration(PERIOD.name()).orElseThrow(),
            arguments.duration(TIMEOUT.name()).orElseThrow(),
            arguments.count(SUCCESS_THRESHOLD.name()).orElseThrow(),
            arguments.count(FAILURE_THRESHOLD.name()).orElseThrow()));
  }

  /** Returns the wait for a port. */
  static Wait port(int port) {
    return new Wait.Probed(new Probing(
        new Probe(Probe.Way.TCP, "", port, ""),
        Optional.empty(),
        Duration.ZERO,
        PORT_PERIOD,
        Duration.ofSeconds(1),
        1,
        0));
  }

  /** Returns exit codes. */
  static Set<Integer> codes(Optional<Value> value) {
    List<Value> codes = value
        .map(given -> given instanceof Value.Listing listing ? listing.items() : List.of(given))
        .orElse(List.of());
    return codes.stream()
        .map(code -> ((Value.Number) code).number().intValue())
        .collect(Collectors.toSet());
  }

  /** A healthcheck's command goes to a shell, too. */
  private static Request.Command command(String container, String line) {
    return new Request.Command(
        EngineCall.post(
            "/containers/" + container + "/exec",
            Map.of(),
            JsonBody.object()
                .put("AttachStdout", true)
                .put("AttachStderr", true)
                .put("Cmd", List.of("sh", "-c", line))
                .text()),
        EngineCall.post(
            "/exec/" + Request.Command.ID + "/start",
            Map.of(),
            JsonBody.object().put("Detach", false).put("Tty", false).text()),
        EngineCall.get("/exec/" + Request.Command.ID + "/json"));
  }
}
