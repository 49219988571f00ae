package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a run does if another one holds its lock. */
enum IfBusy {
  FAIL,
  WAIT,
  SKIP;

  static final String OPTION = "--if-busy";
  static final String TIMEOUT = "--busy-timeout";

  /** Adds the options. */
  static void describe(CommandSpec spec) {
    spec.addOption(OptionSpec.builder(OPTION)
        .type(String.class)
        .arity("1")
        .paramLabel("WHAT")
        .completionCandidates(words())
        .description("if the same runbook is being run already: " + FAIL.word()
            + " (the default, exit code 7), " + WAIT.word() + " until it has ended, or "
            + SKIP.word() + " this run (exit code 0)")
        .build());
    Options.text(spec, "DURATION", "how long to wait at most, as 10m; then the run fails", TIMEOUT);
  }

  /**
   * Reads what is asked for.
   *
   * @throws CliFailure if that is nothing that there is
   */
  static IfBusy of(ParseResult arguments) throws CliFailure {
    String given = arguments.matchedOptionValue(OPTION, FAIL.word());
    Optional<IfBusy> chosen =
        Arrays.stream(values()).filter(each -> each.word().equals(given)).findFirst();
    if (chosen.isEmpty()) {
      throw new CliFailure(
          ExitCode.INVALID,
          OPTION + " " + given + " is none that there is. Use " + String.join(", ", words()) + ".");
    }
    if (arguments.hasMatchedOption(TIMEOUT) && chosen.get() != WAIT) {
      throw new CliFailure(
          ExitCode.INVALID,
          TIMEOUT + " says how long to wait. Add " + OPTION + " " + WAIT.word() + ".");
    }
    return chosen.get();
  }

  /**
   * Reads how long to wait at most; nothing for as long as it takes.
   *
   * @throws CliFailure if it is no duration
   */
  static Optional<Duration> patience(ParseResult arguments) throws CliFailure {
    if (!arguments.hasMatchedOption(TIMEOUT)) {
      return Optional.empty();
    }
    return Optional.of(DurationOption.read(arguments, TIMEOUT));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<String> words() {
    return Arrays.stream(values()).map(IfBusy::word).toList();
  }
}
