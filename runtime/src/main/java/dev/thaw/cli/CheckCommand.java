package dev.thaw.cli;

import dev.thaw.compile.Compilation;
import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.Severity;
import dev.thaw.event.ExitCode;
import dev.thaw.graph.OperationGraph;
import dev.thaw.script.Script;
import dev.thaw.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw check}: what is wrong with scripts, without an engine. */
final class CheckCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Checks scripts without an engine; tells all problems at once.",
        "thaw check nightly.groovy",
        "thaw check runbooks/*.groovy -p tier=batch");
    spec.addPositional(PositionalParamSpec.builder()
        .index("0..*")
        .arity("1..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel("FILE")
        .description("the scripts; - reads one from standard input")
        .build());
    Options.parameters(spec);
    Options.never(spec);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    var choice = new ScriptChoice(arguments, context);
    List<String> files = arguments.matchedPositionalValue(0, List.<String>of());
    var problems = new ArrayList<Diagnostic>();
    for (String file : files) {
      Script script = choice.read(file);
      Compilation compilation = Compiling.compile(script, choice.parameters());
      problems.addAll(compilation.diagnostics());
    }
    var prohibitions = new Prohibitions(arguments, context);
    for (String file : prohibitions.files()) {
      problems.addAll(Compiling.compile(choice.read(file), Map.of()).diagnostics());
    }
    if (problems.isEmpty()) {
      prohibitions.in(OperationGraph.of(List.of()));
    }
    problems.forEach(problem -> context.out().println(Printable.text(problem.toString())));
    long errors = problems.stream().filter(p -> p.severity() == Severity.ERROR).count();
    if (problems.isEmpty()) {
      context
          .out()
          .println(files.size() == 1 ? "1 script is right." : files.size() + " scripts are right.");
    }
    return errors == 0 ? ExitCode.DONE : ExitCode.INVALID;
  }
}
