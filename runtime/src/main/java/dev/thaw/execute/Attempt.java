package dev.thaw.execute;

import java.time.Duration;
import java.util.Optional;

/** What came back from sending an operation's requests once. */
sealed interface Attempt {

  /** The engine says that it did it. */
  record Accepted() implements Attempt {}

  /** The engine says that it was so already: 304. */
  record Unmodified() implements Attempt {}

  /** A command ran to its end. */
  record Ran(int exitCode) implements Attempt {}

  /**
   * The engine answered with a failure. That may be its last word or, in a race of its own, not
   * even true: an inspection decides.
   */
  record Refused(int status, String message, Optional<Duration> retryAfter) implements Attempt {

    /** Returns whether the engine said that it does not even begin: busy, or not made for it. */
    boolean declined() {
      return status == 429 || status == 501 || status == 503;
    }

    /**
     * Returns whether the engine said that the container was in no state for it. Whether that is
     * true an inspection tells; that the engine then did nothing, these words do (moby,
     * {@code daemon/unpause.go}: under status 500).
     */
    boolean tooLate() {
      return message.contains("is not paused") || message.contains("is already paused");
    }
  }

  /** Nothing was sent, or nothing that matters. */
  record NotSent(String reason, boolean worthRetrying) implements Attempt {}

  /** It was sent and came to nothing, as is known; that may be different another time. */
  record Nothing(String reason, boolean worthRetrying) implements Attempt {}

  /** It was sent and no whole reply came; the engine may have done it, or may still be doing it. */
  record Lost(String reason) implements Attempt {}

  /** Returns what to tell people of it. */
  default String reason() {
    if (this instanceof Refused refused) {
      return "the engine answers " + refused.status() + ": " + refused.message();
    }
    if (this instanceof NotSent notSent) {
      return notSent.reason();
    }
    if (this instanceof Lost lost) {
      return lost.reason();
    }
    if (this instanceof Nothing nothing) {
      return nothing.reason();
    }
    return this instanceof Ran ran && ran.exitCode() != 0 ? "exit code " + ran.exitCode() : "";
  }

  /** Returns whether the engine may have done it without saying so. */
  default boolean inDoubt() {
    return this instanceof Lost
        || this instanceof Refused refused
            && refused.status() >= 500
            && !refused.declined()
            && !refused.tooLate();
  }

  /** Returns whether the engine, if it answered, got a request at all. */
  default boolean left() {
    return !(this instanceof NotSent);
  }
}
