package dev.thaw.fact;

import static dev.thaw.fact.FactCost.INSPECT;
import static dev.thaw.fact.FactCost.LIST;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the processes of a container are doing, and how the last of them ended. */
final class ProcessFacts {
  private ProcessFacts() {}

  static List<Fact> all() {
    return List.of(
        FactForms.words(
                "state",
                LIST,
                "the state; running excludes paused",
                ContainerState.words(),
                s -> s.state().word())
            .narrowing((key, value) -> FactForms.filter("status", value, false)),
        FactForms.state("running", "whether it runs and is not paused", ContainerState.RUNNING),
        FactForms.state("paused", "whether it is paused", ContainerState.PAUSED),
        FactForms.words(
                "health",
                INSPECT,
                "the healthcheck's last word, none without one; a paused container counts as"
                    + " unhealthy (moby#46203)",
                Health.words(),
                s -> s.inspection().health().word())
            // The list forgets the health of paused containers, which is unhealthy.
            .narrowing((key, value) ->
                value instanceof Value.Text text && text.text().equals(Health.HEALTHY.word())
                    ? FactForms.filter("health", value, false)
                    : Optional.empty()),
        moment(
            "startedAt",
            "when its present or last process began; null if none ever has",
            Inspection::startedAt),
        moment(
            "finishedAt",
            "when a process of it last ended, also of one that runs again; null if none ever has",
            Inspection::finishedAt),
        FactForms.one(
            "uptime",
            INSPECT,
            "how long it has been running, time spent paused included; unknown unless running or"
                + " paused",
            ValueKind.TIME,
            s -> s.state() == ContainerState.RUNNING || s.state() == ContainerState.PAUSED
                ? FactForms.since(s, s.inspection().startedAt())
                : Optional.empty()),
        FactForms.one(
            "exitCode",
            INSPECT,
            "the exit code of the process that has ended last, also of one that is about to be"
                + " restarted, or that could not be started (127); unknown before, and while one runs",
            ValueKind.NUMBER,
            s -> ended(s)
                ? Optional.of(Value.Number.of(s.inspection().exitCode()))
                : Optional.empty()),
        FactForms.flag(
            "oomKilled",
            INSPECT,
            "whether the kernel ended its last process for lack of memory",
            s -> s.inspection().oomKilled()),
        FactForms.count(
            "restarts",
            INSPECT,
            "how often the engine has started it again by its restart policy",
            s -> s.inspection().restarts()));
  }

  private static Fact moment(String name, String summary, Function<Inspection, Instant> read) {
    return FactForms.one(name, INSPECT, summary, ValueKind.INSTANT, s -> {
          Instant moment = read.apply(s.inspection());
          return Optional.of(
              moment.equals(Instant.EPOCH) ? Value.Absent.NULL : new Value.Moment(moment));
        })
        .orNull();
  }

  /** Measured: one whose start failed stays created, with the exit code of the attempt. */
  private static boolean ended(Snapshot snapshot) {
    return switch (snapshot.state()) {
      case EXITED, DEAD, RESTARTING -> true;
      case CREATED -> snapshot.inspection().exitCode() != 0;
      default -> false;
    };
  }
}
