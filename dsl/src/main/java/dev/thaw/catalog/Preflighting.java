package dev.thaw.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Has what is known to stand against a checkpoint or a restore found out before it is tried. */
final class Preflighting {
  private Preflighting() {}

  static Request before(boolean leaveRunning, Snapshot target) {
    return new Request.Inquiry(questions(target), answers -> new Request.Told(List.of()));
  }

  /** Returns the questions before a restore, and one more whose answer makes the request. */
  static Request restoring(Snapshot target, EngineCall question, Function<JsonNode, Request> next) {
    var questions = new ArrayList<>(questions(target));
    questions.add(question);
    return new Request.Inquiry(questions, answers -> next.apply(answers.get(answers.size() - 1)));
  }

  private static List<EngineCall> questions(Snapshot target) {
    return List.of(
        EngineCall.get("/info"),
        EngineCall.get("/version"),
        EngineCall.get("/containers/" + target.id() + "/json"));
  }
}
