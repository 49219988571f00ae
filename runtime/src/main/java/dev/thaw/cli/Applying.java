package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Surroundings;
import dev.thaw.engine.Workers;
import dev.thaw.event.ExitCode;
import dev.thaw.host.Host;
import dev.thaw.plan.Pins;
import dev.thaw.plan.Plan;
import dev.thaw.plan.Reach;
import dev.thaw.saved.Drift;
import dev.thaw.saved.SavedPlan;
import dev.thaw.saved.Verification;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Sees whether a saved plan still fits, and refuses it with all that does not. */
final class Applying implements Approval {
  private static final String ALLOW = "--allow-drift";
  private static final String STATE = "state";

  private final SavedPlan saved;
  private final String file;
  private final boolean stateMayDrift;
  private final Reach reach;
  private final Function<Engine, Host> files;

  /** @throws CliFailure if what may drift is nothing that may */
  Applying(SavedPlan saved, String file, Reach reach, ParseResult arguments, CliContext context)
      throws CliFailure {
    this.reach = reach;
    this.files = engine -> FilesChoice.of(arguments, engine, context);
    this.saved = saved;
    this.file = file;
    String allowed = arguments.matchedOptionValue(ALLOW, "");
    if (!allowed.isEmpty() && !allowed.equals(STATE)) {
      throw new CliFailure(
          ExitCode.INVALID, ALLOW + " " + allowed + " is none that there is. Use " + STATE + ".");
    }
    this.stateMayDrift = !allowed.isEmpty();
  }

  /** Adds the option. */
  static void describe(CommandSpec spec) {
    Options.text(
        spec,
        "WHAT",
        STATE + ": containers may be in other states than planned, and are judged anew then",
        ALLOW);
  }

  /**
   * Checks all that takes no engine.
   *
   * @throws CliFailure if the plan is not to be carried out any more
   */
  void checkFiles() throws CliFailure {
    List<String> reasons = saved.staleness(Version.current(), Instant.now());
    if (!reasons.isEmpty()) {
      throw stale(reasons);
    }
  }

  @Override
  public Pins pins(Engine engine, Workers workers) throws CliFailure {
    // Again, as the turn may have been long in coming.
    checkFiles();
    plan(engine, workers);
    return saved.pins();
  }

  /**
   * Returns what would be done now.
   *
   * @throws CliFailure if anything is not as it was planned, and must be
   */
  Plan plan(Engine engine, Workers workers) throws CliFailure {
    try {
      var surroundings = new Surroundings(Clock.systemUTC(), EngineChoice.gauge(engine));
      Verification.Result result = new Verification(engine, surroundings, workers)
          .on(files.apply(engine))
          .verify(saved, reach);
      List<String> drifts = result.drifts().stream()
          .filter(drift -> !stateMayDrift || drift.kind() != Drift.Kind.STATE)
          .map(Drift::told)
          .toList();
      if (!drifts.isEmpty()) {
        throw stale(drifts);
      }
      return result.plan().orElseThrow();
    } catch (EngineException unreadable) {
      throw EngineChoice.unreachable(unreadable.getMessage());
    }
  }

  private CliFailure stale(List<String> reasons) {
    var lines = new ArrayList<String>();
    lines.add(file + " is stale, and nothing was done:");
    reasons.forEach(reason -> lines.add("  " + reason));
    lines.add("To plan anew: thaw plan SCRIPT -o FILE");
    return new CliFailure(ExitCode.STALE, lines);
  }
}
