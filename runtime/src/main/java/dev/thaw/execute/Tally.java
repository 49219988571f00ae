package dev.thaw.execute;

import dev.thaw.event.ExitCode;
import dev.thaw.event.Outcome;
import dev.thaw.graph.End;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Counts outcomes. Thread safe. */
final class Tally {
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
  private final Set<End> tolerated = EnumSet.noneOf(End.class);
  private boolean sent;
  private boolean stale;

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

  /** Notes that something is not as the plan has it that is carried out. */
  synchronized void stale() {
    stale = true;
  }

  /** Notes that a step did not succeed and what comes after goes on nonetheless. */
  synchronized void tolerate(End end) {
    tolerated.add(end);
  }

  /** Returns the ends of steps that were gone on from nonetheless. */
  synchronized Set<End> tolerated() {
    return Set.copyOf(tolerated);
  }

  /** Returns whether anything was forbidden for one target. */
  synchronized boolean denied() {
    return counts.containsKey(Outcome.DENIED);
  }

  synchronized Map<Outcome, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** Returns how a run with these outcomes ends, whatever is made of its failures. */
  synchronized ExitCode exitCode() {
    if (counts.containsKey(Outcome.UNKNOWN)) {
      return ExitCode.UNKNOWN;
    }
    if (stale) {
      return sent ? ExitCode.FAILED : ExitCode.STALE;
    }
    return counts.containsKey(Outcome.DENIED) ? ExitCode.DENIED : ExitCode.DONE;
  }
}
