package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;

import dev.thaw.operation.OperationSpec;
import java.time.Duration;
import java.util.Optional;

/** Gathers what a statement says of how long what it does is held. */
final class Holding {
  private final SettingReader values;
  private final Problems problems;
  private Optional<Duration> lasting = Optional.empty();
  private Optional<Duration> atMost = Optional.empty();
  private boolean during;

  Holding(SettingReader values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** Says that it is held during other statements. */
  void begin() {
    during = true;
  }

  boolean during() {
    return during;
  }

  Optional<Duration> lasting() {
    return lasting;
  }

  Optional<Duration> atMost() {
    return atMost;
  }

  void lasting(Setting setting, OperationSpec operation) {
    if (during) {
      problems.report(
          MISPLACED,
          setting.at(),
          "frozen lasts as long as the statements behind during take.",
          "Bound it by atMost, or write pause where … lasting 10.minutes without a block.");
    } else if (!operation.canBeHeld()) {
      problems.report(
          MISPLACED,
          setting.at(),
          operation + " does not end by itself, so nothing says what lasting ends.",
          "Write it behind pause, or undo the operation by a statement of its own.");
    } else {
      lasting = values.duration(setting);
    }
  }

  void atMost(Setting setting) {
    if (during) {
      atMost = values.duration(setting);
      return;
    }
    problems.report(
        MISPLACED,
        setting.at(),
        "atMost bounds how long frozen holds containers.",
        "Write frozen where … atMost 10.minutes during { … }, or pause where … lasting 10.minutes.");
  }

  Optional<Boolean> continueOnError(Setting setting) {
    if (!during) {
      return values.flag(setting);
    }
    problems.report(
        MISPLACED,
        setting.at(),
        "With continueOnError the statements of during would go on where nothing is frozen.",
        "Remove it, or write attempt { … } around the statement.");
    return Optional.empty();
  }

  /** Returns whether another operation may go on with the same targets; reports it if not. */
  boolean mayGoOn(Setting then) {
    boolean held = during || lasting.isPresent();
    if (held) {
      problems.report(
          MISPLACED,
          then.at(),
          "then stands behind what is to be taken back by itself.",
          during
              ? "Write what comes meanwhile into the braces behind during."
              : "Leave lasting out, or write the other operation as a statement of its own.");
    }
    return !held;
  }
}
