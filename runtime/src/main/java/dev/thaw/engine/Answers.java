package dev.thaw.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Request;
import java.time.Duration;
import java.util.ArrayList;

/** Answers of an engine to questions. */
public final class Answers {
  private Answers() {}

  /**
   * Returns the answer to one.
   *
   * @throws EngineException if there is none, or a refusal
   */
  public static JsonNode to(Engine engine, EngineCall question, Duration patience)
      throws EngineException {
    try (Reply reply = engine.send(question, patience)) {
      if (!reply.ok() && question.path().endsWith("/checkpoints")) {
        return checkpoints(question, reply);
      }
      return reply.answering(question).json();
    }
  }

  /**
   * Of a directory for checkpoints that is not there yet the engine says 500 (measured on 26.1.5):
   * there are none in it.
   */
  private static JsonNode checkpoints(EngineCall question, Reply reply) throws EngineException {
    String message = reply.message();
    if (question.query().containsKey("dir") && message.contains("does not exist for container")) {
      return NullNode.getInstance();
    }
    throw new EngineException(
        EngineException.Fault.REFUSED,
        "the engine answers " + reply.status() + " to " + question + ": " + message);
  }

  /**
   * Returns what is to be sent once all that must be known for it is asked.
   *
   * @throws EngineException if there is no answer, or a refusal
   */
  public static Request settled(Engine engine, Request request, Duration patience)
      throws EngineException {
    Request settled = request;
    while (settled instanceof Request.Inquiry inquiry) {
      var answers = new ArrayList<JsonNode>();
      for (EngineCall question : inquiry.questions()) {
        answers.add(to(engine, question, patience));
      }
      settled = inquiry.next().apply(answers);
    }
    return settled;
  }
}
