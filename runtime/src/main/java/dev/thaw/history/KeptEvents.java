package dev.thaw.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.event.Outcome;
import dev.thaw.json.JsonTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in a run, put together from its events.
 *
 * @param steps in the order in which they were first told of
 * @param operations in that order, too
 * @param last when the last of it happened
 * @param plan the checksum of the saved plan that it carried out; empty if it was a script
 */
public record KeptEvents(
    List<KeptStep> steps, List<KeptOperation> operations, Instant last, String plan) {
  public KeptEvents {
    steps = List.copyOf(steps);
    operations = List.copyOf(operations);
  }

  /**
   * Reads the events of a run. A last line that a process did not live to finish does not count.
   *
   * @throws IOException if they cannot be read, or a line before the last is damaged
   */
  public static KeptEvents read(KeptRun run) throws IOException {
    var gathered = new Gathered(run.record().started());
    try (BufferedReader lines = Files.newBufferedReader(run.events(), StandardCharsets.UTF_8)) {
      int number = 1;
      String next = lines.readLine();
      while (next != null) {
        String line = next;
        next = lines.readLine();
        try {
          gathered.add(JsonTree.read(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | DateTimeException | NumberFormatException damaged) {
          if (next != null) {
            throw new IOException(run.events() + ": line " + number + " is damaged", damaged);
          }
        }
        number++;
      }
    }
    return gathered.all();
  }

  /** Returns what is told of a step; nothing if it was never told of. */
  public Optional<KeptStep> step(String id) {
    return steps.stream().filter(step -> step.id().equals(id)).findFirst();
  }

  private static final class Gathered {
    private final Map<String, KeptStep> steps = new LinkedHashMap<>();
    private final Map<String, KeptOperation> operations = new LinkedHashMap<>();
    private Instant last;
    private String plan = "";

    Gathered(Instant begun) {
      last = begun;
    }

    KeptEvents all() {
      return new KeptEvents(
          new ArrayList<>(steps.values()), new ArrayList<>(operations.values()), last, plan);
    }

    void add(JsonNode event) {
      if (!event.has("at")) {
        return;
      }
      Instant at = Instant.parse(event.path("at").asText());
      last = at.isAfter(last) ? at : last;
      switch (event.path("event").asText()) {
        case "runStarted" -> plan = event.path("plan").asText();
        case "stepStarted" -> {
          var targets = new ArrayList<String>();
          event.path("containers").forEach(id -> targets.add(id.asText()));
          put(step(event).begun(at, targets, event.path("matching").asInt()));
        }
        case "stepFinished" -> put(step(event).ended(at));
        case "stepPassed" -> put(step(event).passedOver());
        case "stepRefused" -> put(step(event).refused(event.path("reason").asText()));
        case "intent" ->
          operations.putIfAbsent(event.path("op").asText(), operation(event, at, Optional.empty()));
        case "finished" -> {
          Instant begun = at.minusMillis(event.path("durationMs").asLong());
          var end = new KeptOperation.End(
              at, outcome(event), changed(event), event.path("reason").asText());
          operations.put(event.path("op").asText(), operation(event, begun, Optional.of(end)));
        }
        default -> {
          // Others tell of what lies between, and new ones may come.
        }
      }
    }

    private KeptStep step(JsonNode event) {
      String id = event.path("step").asText();
      return steps.getOrDefault(id, KeptStep.unbegun(id));
    }

    private void put(KeptStep step) {
      steps.put(step.id(), step);
    }

    private static KeptOperation operation(
        JsonNode event, Instant begun, Optional<KeptOperation.End> end) {
      String step = event.path("step").asText();
      return new KeptOperation(
          step,
          position(event.path("op").asText(), step),
          event.path("verb").asText(),
          event.path("container").asText(),
          event.path("name").asText(),
          begun,
          end);
    }

    /** An operation's identifier is that of its step, its place in the chain and the target's. */
    private static int position(String operation, String step) {
      String rest = operation.substring(Math.min(operation.length(), step.length() + 1));
      int dot = rest.indexOf('.');
      return Integer.parseInt(dot < 0 ? rest : rest.substring(0, dot)) - 1;
    }

    private static Outcome outcome(JsonNode event) {
      String word = event.path("outcome").asText();
      return Arrays.stream(Outcome.values())
          .filter(outcome -> outcome.word().equals(word))
          .findFirst()
          .orElse(Outcome.UNKNOWN);
    }

    private static Optional<Boolean> changed(JsonNode event) {
      return event.path("changed").isBoolean()
          ? Optional.of(event.path("changed").asBoolean())
          : Optional.empty();
    }
  }
}
