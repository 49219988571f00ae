package dev.thaw.cli;

import dev.thaw.compile.LiteralText;
import dev.thaw.compile.OptionValue;
import dev.thaw.event.ExitCode;
import dev.thaw.execute.Secrets;
import dev.thaw.graph.OperationGraph;
import dev.thaw.operation.OptionType;
import dev.thaw.script.Script;
import dev.thaw.value.Value;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw run}: the main job. */
final class RunCommand implements Command {
  private static final String DEADLINE = "--deadline";

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
    FilesChoice.describe(spec);
    Options.text(
        spec, "DURATION", "ends the run after so long, as a signal would: 1h, 90s", DEADLINE);
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
    var choice = new ScriptChoice(arguments, context);
    Script script = choice.script();
    OperationGraph graph = new Prohibitions(arguments, context)
        .in(new Compiling(context).graph(script, choice.parameters()), script);
    graph = within(graph, arguments);
    if (arguments.hasMatchedOption(Options.DRY_RUN)) {
      return PlanCommand.show(graph, arguments, context);
    }
    Secrets secrets = new SecretSources(arguments, context).of(graph);
    new Questions(arguments, context).ask(graph);
    return new Execution(arguments, context).run(script, graph, secrets);
  }

  private static OperationGraph within(OperationGraph graph, ParseResult arguments)
      throws CliFailure {
    String told = arguments.matchedOptionValue(DEADLINE, (String) null);
    if (told == null) {
      return graph;
    }
    OptionValue value = LiteralText.parse(told, OptionType.DURATION);
    if (value.value().isEmpty()) {
      throw new CliFailure(
          ExitCode.INVALID, DEADLINE + " " + told + ": " + value.problem() + " " + value.cure());
    }
    return graph.within(((Value.Time) value.value().get()).time());
  }
}
