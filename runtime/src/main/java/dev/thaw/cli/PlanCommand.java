package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Surroundings;
import dev.thaw.engine.Workers;
import dev.thaw.event.ExitCode;
import dev.thaw.graph.OperationGraph;
import dev.thaw.host.Host;
import dev.thaw.plan.Plan;
import dev.thaw.plan.Planner;
import dev.thaw.plan.Reach;
import dev.thaw.render.PlanJson;
import dev.thaw.render.PlanText;
import dev.thaw.script.Script;
import dev.thaw.text.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw plan}: the dry run. */
final class PlanCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Shows what a script would do now, down to the requests, and changes nothing.",
        "thaw plan nightly.groovy",
        "thaw plan -e \"pause where label.tier == 'batch'\" --json",
        "thaw plan nightly.groovy -o nightly.json --expires 2h");
    Options.script(spec);
    Options.never(spec);
    ReachChoice.describe(spec);
    FilesChoice.describe(spec);
    Options.engine(spec);
    Options.json(spec, "prints the plan as JSON");
    SavingPlan.describe(spec);
    Options.exitCodes(spec);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    var choice = new ScriptChoice(arguments, context);
    Script script = choice.script();
    var saving = new SavingPlan(arguments, context);
    if (saving.wanted()) {
      return saving.save(script, choice.parameters());
    }
    OperationGraph graph = new Prohibitions(arguments, context)
        .in(new Compiling(context).graph(script, choice.parameters()), script);
    return show(graph, arguments, context);
  }

  /** Plans the graph and prints the plan. */
  static ExitCode show(OperationGraph graph, ParseResult arguments, CliContext context)
      throws CliFailure {
    Reach reach = new ReachChoice(arguments, context).reach();
    try (Engine engine = new EngineChoice(arguments, context).open();
        var workers = new Workers(Workers.DEFAULT_CONCURRENCY)) {
      new LeftBehind(context).report();
      Plan plan = plan(engine, workers, graph, reach, FilesChoice.of(arguments, engine, context));
      print(plan, arguments, context);
      return exitCode(plan);
    }
  }

  /** Returns how a dry run ends that shows this. */
  static ExitCode exitCode(Plan plan) {
    if (plan.denied()) {
      return ExitCode.DENIED;
    }
    return plan.refusal().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static Plan plan(
      Engine engine, Workers workers, OperationGraph graph, Reach reach, Host files)
      throws CliFailure {
    try {
      var surroundings = new Surroundings(Clock.systemUTC(), EngineChoice.gauge(engine));
      return new Planner(engine, surroundings, workers).on(files).plan(graph, reach);
    } catch (EngineException unreadable) {
      throw EngineChoice.unreachable(unreadable.getMessage());
    }
  }

  /** Prints the plan as the command line asks for it. */
  static void print(Plan plan, ParseResult arguments, CliContext context) {
    if (!arguments.hasMatchedOption(Options.JSON)) {
      PlanText.lines(plan, style(context)).forEach(context.out()::println);
      return;
    }
    try {
      PlanJson.write(plan, context.out());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Returns whether to colour standard output. */
  static Style style(CliContext context) {
    return Style.of(
        context.outTerminal(),
        context.environment().get("NO_COLOR"),
        context.environment().get("TERM"));
  }
}
