package dev.thaw.event;

import java.util.Locale;

/** How an operation on one target ended. */
public enum Outcome {
  /** It was done, and something is different now. */
  CHANGED,
  /** What it is to reach was there already, or came about without us. */
  UNCHANGED,
  /** It read something and found it. */
  OBSERVED,
  /** It made no sense here, or its guard did not hold; nothing was sent. */
  SKIPPED,
  /** A rule forbids it for this target; nothing was sent. */
  DENIED,
  /** It was tried and did not succeed, or nothing could be sent. */
  FAILED,
  /** It was sent, and whether it was done cannot be told. */
  UNKNOWN;

  /** Returns the word for it: {@code changed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether it did not go well. */
  public boolean bad() {
    return this == DENIED || this == FAILED || this == UNKNOWN;
  }

  /** Returns whether {@code then} goes on after it for the same target. */
  public boolean goesOn() {
    return this == CHANGED || this == UNCHANGED || this == OBSERVED;
  }
}
