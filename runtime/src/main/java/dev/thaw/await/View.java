package dev.thaw.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.Inventory;
import dev.thaw.fact.Snapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A container as a look shows it, deeper than facts go.
 *
 * @param resumed when it last began to run or was thawed, as far as the engine has told
 */
public record View(Snapshot snapshot, JsonNode inspection, Optional<Instant> resumed) {

  /**
   * One run of its healthcheck.
   *
   * @param end when it ended, by the engine's clock
   * @param output what it wrote, shortened
   */
  record Check(Instant end, int exitCode, String output) {
    private static final int SHOWN = 160;

    boolean passed() {
      return exitCode == 0;
    }

    /** Returns what it says, for people. */
    String told() {
      String words = output.strip().replaceAll("\\s+", " ");
      String shown = words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
      return "exit code " + exitCode + (shown.isEmpty() ? "" : ", ‘" + shown + "’");
    }
  }

  /** Returns the view that a look gives. */
  public static View of(Inventory.Looked looked, Lookout lookout) {
    return new View(looked.snapshot(), looked.inspection(), lookout.resumed());
  }

  /** Returns since when its processes run, by the engine's clock. */
  Instant runsSince() {
    Instant started = snapshot.inspection().startedAt();
    return resumed.filter(started::isBefore).orElse(started);
  }

  /** Returns the status that the engine gives it; empty if it has no healthcheck, or never ran. */
  String health() {
    String status = inspection.path("State").path("Health").path("Status").asText("");
    return status.equals("none") ? "" : status;
  }

  /** Returns whether it has a healthcheck at all. */
  boolean hasHealthcheck() {
    JsonNode test = inspection.path("Config").path("Healthcheck").path("Test");
    return !health().isEmpty() || !test.isEmpty() && !test.path(0).asText("").equals("NONE");
  }

  /** Returns the last runs of its healthcheck, oldest first. */
  List<Check> checks() {
    var checks = new ArrayList<Check>();
    for (JsonNode check : inspection.path("State").path("Health").path("Log")) {
      moment(check.path("End").asText(""))
          .ifPresent(end -> checks.add(new Check(
              end, check.path("ExitCode").asInt(-1), check.path("Output").asText(""))));
    }
    checks.sort(Comparator.comparing(Check::end));
    return checks;
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notTold) {
      return Optional.empty();
    }
  }
}
