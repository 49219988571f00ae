package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Surroundings;
import dev.thaw.engine.Workers;
import dev.thaw.event.ExitCode;
import dev.thaw.graph.OperationGraph;
import dev.thaw.plan.Choice;
import dev.thaw.plan.Plan;
import dev.thaw.plan.Planner;
import dev.thaw.plan.Reach;
import dev.thaw.plan.Sampling;
import dev.thaw.saved.PlanFile;
import dev.thaw.saved.PlanMaker;
import dev.thaw.saved.SavedPlan;
import dev.thaw.saved.SavedPlanJson;
import dev.thaw.saved.Source;
import dev.thaw.script.Script;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Keeps a plan in a file, for {@code thaw apply}. */
final class SavingPlan {
  private static final String OUTPUT = "--output";
  private static final String EXPIRES = "--expires";
  private static final String FORCE = "--force";
  private static final Duration DAY = Duration.ofHours(24);

  private final ParseResult arguments;
  private final CliContext context;

  SavingPlan(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  /** Adds the options. */
  static void describe(CommandSpec spec) {
    Options.text(spec, "FILE", "saves the plan, for thaw apply; never over a file", "-o", OUTPUT);
    Options.text(spec, "DURATION", "how long it may be applied, as 1h; 24 hours else", EXPIRES);
    Options.flag(spec, "saves it over a file that is there", FORCE);
  }

  /**
   * Returns whether the plan is to be kept.
   *
   * @throws CliFailure if that is not clear
   */
  boolean wanted() throws CliFailure {
    boolean wanted = arguments.hasMatchedOption(OUTPUT);
    for (String option : List.of(EXPIRES, FORCE)) {
      if (!wanted && arguments.hasMatchedOption(option)) {
        throw new CliFailure(
            ExitCode.INVALID, option + " is for a plan that is saved. Add -o FILE.");
      }
    }
    return wanted;
  }

  /**
   * Plans the script, prints the plan, and keeps it if it can be carried out.
   *
   * @throws CliFailure if it cannot be planned, or not be kept
   */
  ExitCode save(Script script, Map<String, String> parameters) throws CliFailure {
    Path path = Path.of(arguments.matchedOptionValue(OUTPUT, ""));
    boolean over = arguments.hasMatchedOption(FORCE);
    if (!over && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(path);
    }
    Optional<Path> folder = Optional.ofNullable(path.toAbsolutePath().getParent());
    if (folder.filter(Files::isDirectory).isEmpty() || Files.isDirectory(path)) {
      throw new CliFailure(
          ExitCode.INVALID, "-o " + path + " is no file in a folder that there is. Name another.");
    }
    Duration validity =
        arguments.hasMatchedOption(EXPIRES) ? DurationOption.read(arguments, EXPIRES) : DAY;
    var prohibitions = new Prohibitions(arguments, context);
    Compiling.Compiled compiled = new Compiling(context).compiled(script, parameters);
    List<Prohibitions.Ruled> files = prohibitions.read();
    OperationGraph graph = prohibitions.in(compiled.graph(), script, files);
    var origin = new PlanMaker.Origin(
        Version.current(),
        Instant.now(),
        validity,
        Source.of(script, compiled.includes()),
        files.stream().map(file -> Source.of(file.script(), file.includes())).toList());
    Reach reach = new ReachChoice(arguments, context).reach();
    try (Engine engine = new EngineChoice(arguments, context).open();
        var workers = new Workers(Workers.DEFAULT_CONCURRENCY)) {
      var surroundings = new Surroundings(Clock.systemUTC(), EngineChoice.gauge(engine));
      Plan plan = new Planner(engine, surroundings, workers)
          .on(FilesChoice.of(arguments, engine, context))
          .plan(graph, reach, atRandom());
      PlanCommand.print(plan, arguments, context);
      ExitCode exitCode = PlanCommand.exitCode(plan);
      if (exitCode != ExitCode.DONE) {
        tell("not saved: as it is, it would not be carried out.");
        return exitCode;
      }
      keep(new PlanMaker(engine, surroundings, workers).make(plan, origin), path, over);
      return ExitCode.DONE;
    } catch (EngineException unreadable) {
      throw EngineChoice.unreachable(unreadable.getMessage());
    }
  }

  /** What chance takes is taken now, so that everybody may see it. */
  private static Sampling atRandom() {
    var random = new SplittableRandom();
    return (step, selector, candidates) -> Choice.taken(selector, candidates, random);
  }

  private void keep(Optional<SavedPlan> made, Path path, boolean over) throws CliFailure {
    if (made.isEmpty()) {
      throw new CliFailure(
          ExitCode.FAILED, "not saved: containers went away while it was planned. Plan again.");
    }
    SavedPlan plan = made.get();
    if (plan.engine().id().isEmpty()) {
      throw new CliFailure(
          ExitCode.FAILED, "not saved: the engine has no identifier to know it by later.");
    }
    try {
      PlanFile.write(path, SavedPlanJson.write(plan), over);
    } catch (FileAlreadyExistsException raced) {
      throw exists(path);
    } catch (IOException unwritable) {
      throw new CliFailure(
          ExitCode.INVALID,
          "the plan cannot be saved: " + unwritable.getMessage() + ". Name another file with -o.");
    }
    tell("saved until " + plan.expires() + ". To carry it out: thaw apply " + path);
  }

  private void tell(String text) {
    context.err().println("thaw: " + Printable.text(text));
  }

  private static CliFailure exists(Path path) {
    return new CliFailure(
        ExitCode.INVALID,
        "there is a file " + path + " already, which is left as it is. Name another one, or add "
            + FORCE + ".");
  }
}
