package dev.thaw.engine.sim;

import java.time.Duration;

/**
 * Something that goes wrong with some requests.
 *
 * @param method the HTTP method, or {@code *} for any
 * @param path the path without API version; {@code *} stands for any one part of it
 * @param every strikes each so manieth request that matches; 1 strikes all
 * @param effect what happens then
 */
public record FaultSpec(String method, String path, int every, Effect effect) {

  public FaultSpec {
    if (every < 1) {
      throw new IllegalArgumentException("every " + every);
    }
  }

  /** What happens to the request that a fault strikes. */
  public sealed interface Effect {}

  /** The engine does nothing, and answers this. */
  public record Refuse(int status, String body) implements Effect {}

  /** The engine takes that much longer. */
  public record Delay(Duration by) implements Effect {}

  /** The connection ends before the engine has read the request: nothing is done. */
  public record ResetBefore() implements Effect {}

  /** The engine does what was asked; the connection ends before its answer. */
  public record ResetAfter() implements Effect {}

  /** CRIU fails, if the request needs it, with this reason: the engine undoes what it had done. */
  public record CriuFails(String reason) implements Effect {}

  /** The engine does what was asked; the connection ends within its answer. */
  public record Truncate() implements Effect {}
}
