package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.Workers;
import dev.thaw.event.ExitCode;
import dev.thaw.execute.Secrets;
import dev.thaw.graph.Node;
import dev.thaw.plan.Plan;
import dev.thaw.saved.PlanFile;
import dev.thaw.saved.SavedPlan;
import dev.thaw.saved.SavedPlanJson;
import dev.thaw.saved.UnusablePlanException;
import dev.thaw.script.Script;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw apply}: carries out a plan that was saved, or nothing. */
final class ApplyCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Carries out a saved plan, exactly it: if anything is not as it was planned, nothing.",
        "thaw apply nightly.json",
        "thaw apply nightly.json --dry-run",
        "thaw apply nightly.json --allow-drift state");
    spec.addPositional(PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .type(String.class)
        .paramLabel("FILE")
        .description("the plan, as thaw plan -o saved it")
        .build());
    Applying.describe(spec);
    ReachChoice.describe(spec);
    FilesChoice.describe(spec);
    Options.engine(spec);
    Options.consent(spec);
    Options.run(spec);
    IfBusy.describe(spec);
    Options.exitCodes(spec);
  }

  @Override
  public boolean acts() {
    return true;
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    String file = arguments.matchedPositionalValue(0, "");
    SavedPlan saved = read(file);
    if (saved.graph().nodes().stream().anyMatch(Node.Host.class::isInstance)) {
      throw new CliFailure(
          ExitCode.INVALID,
          file
              + " names a command of this machine, which is taken from no file. Nothing was done.");
    }
    var applying =
        new Applying(saved, file, new ReachChoice(arguments, context).reach(), arguments, context);
    applying.checkFiles();
    if (arguments.hasMatchedOption(Options.DRY_RUN)) {
      return show(applying, arguments, context);
    }
    Secrets secrets = new SecretSources(arguments, context).of(saved.graph());
    new Questions(arguments, context).ask(saved.graph());
    Script script = script(saved);
    return new Execution(arguments, context).run(script, saved.graph(), secrets, applying);
  }

  private static SavedPlan read(String file) throws CliFailure {
    try {
      return SavedPlanJson.read(PlanFile.read(Path.of(file)));
    } catch (UnusablePlanException unusable) {
      throw new CliFailure(
          unusable.stale() ? ExitCode.STALE : ExitCode.INVALID,
          file + ": " + unusable.getMessage() + ". Nothing was done. To make a plan: thaw plan"
              + " SCRIPT -o FILE");
    } catch (NoSuchFileException absent) {
      throw new CliFailure(ExitCode.INVALID, "there is no plan " + file + ". Check the path.");
    } catch (IOException unreadable) {
      throw new CliFailure(
          ExitCode.INVALID, "the plan " + file + " cannot be read: " + unreadable.getMessage());
    }
  }

  private static Script script(SavedPlan saved) throws CliFailure {
    try {
      return saved.script().script();
    } catch (IOException gone) {
      throw new CliFailure(
          ExitCode.STALE,
          "the script cannot be read: " + gone.getMessage() + ". Nothing was done.");
    }
  }

  private static ExitCode show(Applying applying, ParseResult arguments, CliContext context)
      throws CliFailure {
    try (Engine engine = new EngineChoice(arguments, context).open();
        var workers = new Workers(Workers.DEFAULT_CONCURRENCY)) {
      Plan plan = applying.plan(engine, workers);
      PlanCommand.print(plan, arguments, context);
      return PlanCommand.exitCode(plan);
    }
  }
}
