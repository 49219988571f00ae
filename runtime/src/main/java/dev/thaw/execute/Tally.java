package dev.thaw.execute;

import dev.thaw.event.ExitCode;
import dev.thaw.event.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** Counts outcomes. Thread safe. */
final class Tally {
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
  private boolean sent;

  synchronized void add(Outcome outcome) {
    counts.merge(outcome, 1, Integer::sum);
  }

  /** Notes that a request which may change something is about to leave. */
  synchronized void sending() {
    sent = true;
  }

  /** Returns whether anything that may change something ever left. */
  synchronized boolean sent() {
    return sent;
  }

  synchronized Map<Outcome, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** Returns how a run with these outcomes ends. */
  synchronized ExitCode exitCode() {
    if (counts.containsKey(Outcome.UNKNOWN)) {
      return ExitCode.UNKNOWN;
    }
    return counts.containsKey(Outcome.FAILED) ? ExitCode.FAILED : ExitCode.DONE;
  }
}
