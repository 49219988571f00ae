package dev.thaw.crash;

import dev.thaw.crash.Deeds.Deed;
import dev.thaw.crash.Deeds.Who;
import dev.thaw.event.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges by what was really done, which the program under test does not know: what is left frozen
 * that was ours, and what was thawed that was not.
 */
final class Verdict {
  /** What an engine's clock and ours may differ by, as the rules of recovery take it. */
  private static final Duration SLACK = Duration.ofMillis(21);

  private final CrashRun run;
  private final List<String> violations;
  private int told;
  private int ambiguous;
  private int raced;

  Verdict(CrashRun run) {
    this.run = run;
    this.violations = run.plot.violations;
  }

  /** Returns how often something of ours was left with good reason: it was reported as foreign. */
  int told() {
    return told;
  }

  /** Returns how often nobody could tell whose pause it was: one, within our intent's time. */
  int ambiguous() {
    return ambiguous;
  }

  /** Returns how often somebody else did something between the last look and our request. */
  int raced() {
    return raced;
  }

  /** Judges the run by itself, before anybody cleans up. */
  void judgeRun() {
    if (run.fault == Fault.KILL && run.plot.struck()) {
      return;
    }
    boolean frozen = frozen("the run").isPresent();
    if (run.fault != Fault.ENGINE_GONE) {
      frozen("the run").ifPresent(violations::add);
    } else if (frozen && !run.code.equals(Optional.of(ExitCode.UNKNOWN))) {
      violations.add("left frozen with exit code " + run.code + ", not 6");
    }
    judgeCode();
  }

  private void judgeCode() {
    boolean unwritten = run.seams.failedWrites() > 0;
    if (run.fault == Fault.BUG && run.plot.struck()) {
      if (run.code.equals(Optional.of(ExitCode.DONE))) {
        violations.add("a bug went by");
      }
      return;
    }
    if (run.code.isEmpty()) {
      violations.add("threw " + run.thrown.map(Verdict::origin).orElse(""));
      return;
    }
    ExitCode code = run.code.get();
    if (unwritten != (code == ExitCode.UNAUDITED)) {
      violations.add((unwritten ? "something was" : "nothing was not") + " unwritten: " + code);
    }
    Set<ExitCode> expected = switch (run.fault) {
      case TERM -> EnumSet.of(ExitCode.TERMINATED, ExitCode.UNKNOWN);
      case ENGINE_GONE -> EnumSet.complementOf(EnumSet.of(ExitCode.UNAUDITED, ExitCode.TERMINATED));
      default -> EnumSet.complementOf(EnumSet.of(ExitCode.TERMINATED));
    };
    if (run.plot.struck() && !expected.contains(code)) {
      violations.add("exit code " + code);
    }
  }

  private static String origin(Throwable thrown) {
    return thrown + " at " + List.of(thrown.getStackTrace()).stream().limit(12).toList();
  }

  /** Judges when all is over. */
  void judgeEnd() {
    frozen("the recovery").ifPresent(violations::add);
    for (Deed deed : run.deeds.all()) {
      if (deed.verb().equals("unpause") && deed.who() != Who.FOREIGN) {
        judgeThaw(deed);
      }
      if (deed.verb().equals("kill") && deed.who() != Who.FOREIGN) {
        judgeKill(deed);
      }
    }
  }

  private void judgeKill(Deed kill) {
    boolean saved = run.deeds.all().stream()
        .anyMatch(deed -> deed.number() < kill.number()
            && deed.container().equals(kill.container())
            && deed.who() == Who.RUN
            && deed.verb().equals("checkpoint"));
    if (!saved) {
      violations.add("killed without a checkpoint: " + kill);
    }
  }

  private Optional<String> frozen(String by) {
    for (String name : List.of("b1", "b2", "cold", "over", "db", "bad", "slow")) {
      if (!run.state(name).equals("paused")) {
        continue;
      }
      String id = run.id(name);
      Optional<Deed> last = run.deeds.last(id, run.deeds.count());
      if (last.isEmpty() || last.get().who() != Who.RUN || !last.get().pauses()) {
        continue;
      }
      Instant since = since(id, last.get().at());
      if (run.deeds.all().stream()
          .anyMatch(deed -> deed.container().equals(id)
              && deed.who() == Who.FOREIGN
              && (deed.pauses() || deed.verb().equals("restart") && !run.kept.knownOurs(id))
              && !deed.at().isBefore(since))) {
        told++;
      } else {
        return Optional.of(by + " has left frozen: " + name);
      }
    }
    return Optional.empty();
  }

  /** Returns since when pauses count for the hold that was intended last before a moment. */
  private Instant since(String container, Instant before) {
    return run.kept.holds(container).stream()
        .map(hold -> hold.at().minus(SLACK))
        .filter(at -> !at.isAfter(before))
        .max(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private void judgeThaw(Deed thaw) {
    Optional<Deed> before = run.deeds.last(thaw.container(), thaw.number());
    if (before.isPresent() && before.get().pauses() && before.get().who() == Who.RUN) {
      return;
    }
    if (before.isEmpty()) {
      violations.add("thawed what was paused before: " + thaw);
      return;
    }
    Deed pause = before.get();
    Instant since = since(thaw.container(), pause.at());
    boolean ours = run.deeds.all().stream()
        .anyMatch(deed -> deed.number() < pause.number()
            && !deed.at().isBefore(since)
            && deed.container().equals(thaw.container())
            && deed.who() == Who.RUN
            && deed.pauses());
    if (thaw.known() <= pause.number()) {
      raced++;
    } else if (!ours && since.isBefore(Instant.MAX)) {
      ambiguous++;
    } else {
      violations.add("thawed what " + pause + " had paused: " + thaw);
    }
  }
}
