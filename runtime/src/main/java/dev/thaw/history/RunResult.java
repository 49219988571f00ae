package dev.thaw.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.event.ExitCode;
import dev.thaw.event.Outcome;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a run ended.
 *
 * @param exitCode the process's exit code
 * @param counts of its operations' outcomes
 * @param stepsNotRun steps that were refused, or not reached
 * @param ended when, by the wall clock
 * @param reason why nothing was done; empty if it was
 * @param leftOut how many lines of output were too many to be kept
 */
public record RunResult(
    int exitCode,
    Map<Outcome, Integer> counts,
    int stepsNotRun,
    Instant ended,
    String reason,
    long leftOut) {

  public RunResult {
    counts = Map.copyOf(counts);
  }

  /** Returns whether there is nothing left to be done. */
  public boolean good() {
    return exitCode == ExitCode.DONE.number();
  }

  /** Returns what the exit code means. */
  public String meaning() {
    return Arrays.stream(ExitCode.values())
        .filter(code -> code.number() == exitCode)
        .map(ExitCode::meaning)
        .findFirst()
        .orElse("unknown to this version");
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("exitCode", exitCode);
    json.writeStringField("ended", ended.toString());
    json.writeObjectFieldStart("counts");
    for (Outcome outcome : Outcome.values()) {
      if (counts.containsKey(outcome)) {
        json.writeNumberField(outcome.word(), counts.get(outcome));
      }
    }
    json.writeEndObject();
    json.writeNumberField("stepsNotRun", stepsNotRun);
    if (!reason.isEmpty()) {
      json.writeStringField("reason", reason);
    }
    if (leftOut > 0) {
      json.writeNumberField("outputLeftOut", leftOut);
    }
    json.writeEndObject();
  }

  static RunResult read(JsonNode json) throws IOException {
    var counts = new EnumMap<Outcome, Integer>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      if (json.path("counts").has(outcome.word())) {
        counts.put(outcome, json.path("counts").path(outcome.word()).asInt());
      }
    }
    try {
      return new RunResult(
          json.path("exitCode").asInt(ExitCode.FAILED.number()),
          counts,
          json.path("stepsNotRun").asInt(),
          Instant.parse(json.path("ended").asText()),
          json.path("reason").asText(""),
          json.path("outputLeftOut").asLong());
    } catch (DateTimeException damaged) {
      throw new IOException("not the result of a run: " + damaged.getMessage(), damaged);
    }
  }
}
