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
import java.util.SortedMap;
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
    return in(graph, script, read());
  }

  /**
   * Returns the graph with what these files forbid, if that is not all that it does.
   *
   * @throws CliFailure if what the graph does is certainly forbidden
   */
  OperationGraph in(OperationGraph graph, Script script, List<Ruled> files) throws CliFailure {
    List<Prohibition> more =
        files.stream().flatMap(file -> file.rules().stream()).toList();
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
    return read().stream().flatMap(file -> file.rules().stream()).toList();
  }

  /**
   * A file of prohibitions.
   *
   * @param includes the digests of the files that it includes, by their paths
   */
  record Ruled(Script script, SortedMap<String, String> includes, List<Prohibition> rules) {}

  /**
   * Returns the files with what each forbids.
   *
   * @throws CliFailure if one cannot be read, has errors, or holds anything else
   */
  List<Ruled> read() throws CliFailure {
    var read = new ArrayList<Ruled>();
    for (String file : files()) {
      Script script = new ScriptChoice(arguments, context).read(file);
      Compiling.Compiled compiled = new Compiling(context).compiled(script, Map.of());
      OperationGraph held = compiled.graph();
      if (!forbidsOnly(held)) {
        throw new CliFailure(
            ExitCode.INVALID,
            file + " holds more than never blocks, or none. Write never { … } into it and nothing"
                + " else.");
      }
      read.add(new Ruled(
          script,
          compiled.includes(),
          held.prohibitions().stream()
              .map(prohibition -> placed(prohibition, file))
              .toList()));
    }
    return read;
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
