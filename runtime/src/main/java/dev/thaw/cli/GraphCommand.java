package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import dev.thaw.graph.GraphJson;
import dev.thaw.graph.OperationGraph;
import dev.thaw.render.GraphText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw graph}: what a script compiles to. */
final class GraphCommand implements Command {
  private static final String FORMAT = "--format";

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Prints the graph of operations that a script compiles to.",
        "thaw graph nightly.groovy",
        "thaw graph nightly.groovy --format mermaid");
    Options.script(spec);
    Options.text(spec, "FORMAT", "text (the default), json or mermaid", FORMAT);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    var choice = new ScriptChoice(arguments, context);
    String format = arguments.matchedOptionValue(FORMAT, "text");
    if (!List.of("text", "json", "mermaid").contains(format)) {
      throw new CliFailure(
          ExitCode.INVALID, "--format " + format + " is unknown. Use text, json or mermaid.");
    }
    OperationGraph graph = new Compiling(context).graph(choice.script(), choice.parameters());
    lines(graph, format).forEach(context.out()::println);
    return ExitCode.DONE;
  }

  private static List<String> lines(OperationGraph graph, String format) {
    return switch (format) {
      case "json" -> List.of(new String(GraphJson.write(graph), StandardCharsets.UTF_8));
      case "mermaid" -> GraphText.mermaid(graph);
      default -> GraphText.lines(graph);
    };
  }
}
