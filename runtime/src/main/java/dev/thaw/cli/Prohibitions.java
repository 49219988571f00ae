package dev.thaw.cli;

import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.event.ExitCode;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Prohibition;
import dev.thaw.graph.Runbook;
import dev.thaw.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** What must never be done, from files of its own beside the script. */
final class Prohibitions {
  private final ParseResult arguments;
  private final CliContext context;

  Prohibitions(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  private List<String> files() {
    return arguments.matchedOptionValue(Options.NEVER, List.<String>of());
  }

  /**
   * Returns the graph with what all the files forbid, if that is not all that it does.
   *
   * @throws CliFailure if a file cannot be read, has errors, or holds anything else; or if what the
   *     graph does is certainly forbidden
   */
  OperationGraph in(OperationGraph graph, Script script) throws CliFailure {
    List<Prohibition> more = all();
    if (more.isEmpty()) {
      return graph;
    }
    List<Diagnostic> problems = Compiling.forbidden(script, graph, more);
    if (problems.stream().anyMatch(Diagnostic::isError)) {
      throw Compiling.failure(problems);
    }
    return graph.forbidding(more);
  }

  /**
   * Returns what all the files forbid.
   *
   * @throws CliFailure if one cannot be read, has errors, or holds anything else
   */
  List<Prohibition> all() throws CliFailure {
    var more = new ArrayList<Prohibition>();
    for (String file : files()) {
      Script script = new ScriptChoice(arguments, context).read(file);
      OperationGraph held = new Compiling(context).graph(script, Map.of());
      if (!forbidsOnly(held)) {
        throw new CliFailure(
            ExitCode.INVALID,
            file + " holds more than never blocks, or none. Write never { … } into it and nothing"
                + " else.");
      }
      held.prohibitions().forEach(prohibition -> more.add(placed(prohibition, file)));
    }
    return more;
  }

  private static boolean forbidsOnly(OperationGraph graph) {
    return !graph.prohibitions().isEmpty()
        && graph.nodes().isEmpty()
        && graph.requirements().isEmpty()
        && graph.confirmations().isEmpty()
        && graph.parameters().isEmpty()
        && graph.secrets().isEmpty()
        && graph.runbook().equals(Runbook.UNNAMED);
  }

  private static Prohibition placed(Prohibition prohibition, String file) {
    SourceSpan span = prohibition.span();
    return new Prohibition(
        prohibition.operation(),
        prohibition.where(),
        new SourceSpan(
            span.file().isEmpty() ? file : span.file(),
            span.line(),
            span.column(),
            span.endLine(),
            span.endColumn()));
  }
}
