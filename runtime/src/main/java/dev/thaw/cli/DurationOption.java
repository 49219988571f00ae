package dev.thaw.cli;

import dev.thaw.compile.LiteralText;
import dev.thaw.compile.OptionValue;
import dev.thaw.event.ExitCode;
import dev.thaw.operation.OptionType;
import dev.thaw.value.Value;
import java.time.Duration;
import picocli.CommandLine.ParseResult;

/** Reads options that are durations, as scripts write them: {@code 10m}. */
final class DurationOption {
  private DurationOption() {}

  /**
   * Reads one that is given.
   *
   * @throws CliFailure if it is no duration
   */
  static Duration read(ParseResult arguments, String name) throws CliFailure {
    String given = arguments.matchedOptionValue(name, "");
    OptionValue value = LiteralText.parse(given, OptionType.DURATION);
    if (value.value().isPresent() && value.value().get() instanceof Value.Time time) {
      return time.time();
    }
    throw new CliFailure(
        ExitCode.INVALID, name + " " + given + ": " + value.problem() + " " + value.cure());
  }
}
