package dev.thaw.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.checkpoint.Act;
import dev.thaw.checkpoint.ContainerTraits;
import dev.thaw.checkpoint.EngineTraits;
import dev.thaw.checkpoint.Finding;
import dev.thaw.checkpoint.Preflight;
import dev.thaw.checkpoint.Weight;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Request;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has what is known to stand against a checkpoint or a restore found out before it is tried. */
final class Preflighting {
  private Preflighting() {}

  /** Returns the questions whose answers tell whether that would work. */
  static Request of(Act act, Snapshot target) {
    return new Request.Inquiry(questions(target), answers -> {
      if (target.state() == ContainerState.PAUSED && OnlyOne.on(answers.get(1))) {
        return new Request.Impossible(
            "Podman takes no checkpoint of a paused container, and whoever has paused it may not want"
                + " it to run. Unpause it first.");
      }
      List<Finding> findings = findings(act, answers);
      String refusal = refusal(findings);
      return refusal.isEmpty()
          ? new Request.Told(findings.stream()
              .filter(finding -> finding.weight() == Weight.WARNING)
              .map(finding -> "warning: " + finding.text())
              .toList())
          : new Request.Impossible(refusal);
    });
  }

  /** Returns those questions, and one more whose answer makes the request if nothing is against. */
  static Request of(
      Act act, Snapshot target, EngineCall question, Function<JsonNode, Request> next) {
    return before(
        act, target, new Request.Inquiry(List.of(question), answers -> next.apply(answers.get(0))));
  }

  /** Returns those questions, and that request if nothing is against it. */
  static Request before(Act act, Snapshot target, Request next) {
    return new Request.Inquiry(questions(target), answers -> {
      String refusal = refusal(findings(act, answers));
      return refusal.isEmpty() ? next : new Request.Impossible(refusal);
    });
  }

  private static List<EngineCall> questions(Snapshot target) {
    return List.of(
        EngineCall.get("/info"),
        EngineCall.get("/version"),
        EngineCall.get("/containers/" + target.id() + "/json"));
  }

  private static List<Finding> findings(Act act, List<JsonNode> answers) {
    return Preflight.of(
        act, EngineTraits.of(answers.get(0), answers.get(1)), ContainerTraits.of(answers.get(2)));
  }

  private static String refusal(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.weight() == Weight.REFUSED)
        .map(Finding::text)
        .collect(Collectors.joining(" "));
  }
}
