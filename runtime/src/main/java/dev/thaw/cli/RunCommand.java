package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import dev.thaw.execute.Secrets;
import dev.thaw.graph.OperationGraph;
import dev.thaw.script.Script;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw run}: the main job. */
final class RunCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Runs a script.",
        "thaw run nightly.groovy -p tier=batch",
        "thaw run -e \"unpause where label.tier == 'batch' when { mem < 80% }\"",
        "thaw run nightly.groovy --if-busy wait --busy-timeout 10m",
        "generate | thaw run - --dry-run");
    Options.script(spec);
    Options.engine(spec);
    Options.never(spec);
    ReachChoice.describe(spec);
    Options.consent(spec);
    Options.run(spec);
    IfBusy.describe(spec);
    Options.exitCodes(spec);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    var choice = new ScriptChoice(arguments, context);
    Script script = choice.script();
    OperationGraph graph = new Prohibitions(arguments, context)
        .in(new Compiling(context).graph(script, choice.parameters()), script);
    if (arguments.hasMatchedOption(Options.DRY_RUN)) {
      return PlanCommand.show(graph, arguments, context);
    }
    Secrets secrets = new SecretSources(arguments, context).of(graph);
    new Questions(arguments, context).ask(graph);
    return new Execution(arguments, context).run(script, graph, secrets);
  }
}
