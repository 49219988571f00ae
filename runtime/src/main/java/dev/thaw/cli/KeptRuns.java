package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import dev.thaw.history.KeptRun;
import dev.thaw.history.RunStore;
import dev.thaw.history.RunText;
import dev.thaw.text.Glyphs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The runs that are kept, as commands look for them. */
final class KeptRuns {
  private static final int CANDIDATES = 5;
  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 40;

  private final RunStore store;

  private KeptRuns(RunStore store) {
    this.store = store;
  }

  /**
   * Opens the store.
   *
   * @throws CliFailure if it cannot be used
   */
  static KeptRuns open(CliContext context) throws CliFailure {
    try {
      return new KeptRuns(new RunStore(Directories.runs(context)));
    } catch (IOException unusable) {
      throw unreadable(unusable);
    }
  }

  /** Adds the parameter that names one. */
  static void describe(CommandSpec spec) {
    spec.addPositional(PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .type(String.class)
        .paramLabel("RUN")
        .description("the run: what `thaw runs` calls it, or the beginning of that; "
            + RunStore.LAST + " is the newest")
        .build());
  }

  RunStore store() {
    return store;
  }

  /**
   * Returns the one that the command line names.
   *
   * @throws CliFailure if there is none, or several
   */
  KeptRun named(ParseResult arguments) throws CliFailure {
    String text = arguments.matchedPositionalValue(0, "");
    try {
      List<String> found = store.find(text);
      if (found.size() > 1) {
        throw new CliFailure(ExitCode.INVALID, ambiguous(text, found));
      }
      Optional<KeptRun> run = found.isEmpty() ? Optional.empty() : store.read(found.get(0));
      return run.orElseThrow(() -> new CliFailure(
          ExitCode.INVALID,
          text.equals(RunStore.LAST)
              ? "no run is kept yet."
              : "there is no run " + text + ". See `thaw runs`."));
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private static String ambiguous(String text, List<String> found) {
    String candidates = found.stream()
        .limit(CANDIDATES)
        .map(id -> RunStore.shortId(id) + " (" + id + ")")
        .collect(Collectors.joining(", "));
    String more = found.size() > CANDIDATES ? " and " + (found.size() - CANDIDATES) + " more" : "";
    return text + " may be any of " + candidates + more + ". Give more of it.";
  }

  /**
   * Returns runs, the newest first.
   *
   * @param most how many at most
   * @param wanted which
   * @throws CliFailure if they cannot be read
   */
  List<KeptRun> newest(int most, Predicate<KeptRun> wanted) throws CliFailure {
    try {
      var runs = new ArrayList<KeptRun>();
      for (String id : store.ids()) {
        if (runs.size() >= most) {
          break;
        }
        store.read(id).filter(wanted).ifPresent(runs::add);
      }
      return runs;
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  /** Returns how to show runs where this command is called. */
  static RunText text(CliContext context) {
    int width = context
        .variable("COLUMNS")
        .filter(columns -> columns.matches("\\d{1,4}"))
        .map(Integer::parseInt)
        .orElse(USUAL_WIDTH);
    return new RunText(
        PlanCommand.style(context), Glyphs.of(context.environment()), Math.max(LEAST_WIDTH, width));
  }

  static CliFailure unreadable(IOException failure) {
    return new CliFailure(
        ExitCode.INVALID,
        "the history cannot be read: " + failure.getMessage()
            + ". It is in $XDG_STATE_HOME/thaw/runs, by default ~/.local/state/thaw/runs.");
  }
}
