package dev.thaw.cli;

import dev.thaw.compile.Compilation;
import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.Severity;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.event.ExitCode;
import dev.thaw.graph.Prohibition;
import dev.thaw.render.DiagnosticJson;
import dev.thaw.render.DiagnosticText;
import dev.thaw.script.Script;
import dev.thaw.text.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw check}: what is wrong with scripts, without an engine. */
final class CheckCommand implements Command {
  private static final String FORMAT = "--format";
  private static final String STRICT = "--strict";

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Checks scripts without an engine; tells all problems at once.",
        "thaw check nightly.groovy",
        "thaw check runbooks/*.groovy -p tier=batch",
        "thaw check --strict --format json runbooks/*.groovy");
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
    Options.text(spec, "FORMAT", "text (the default) or json, an array of problems", FORMAT);
    Options.flag(spec, "takes warnings for errors", STRICT);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    var choice = new ScriptChoice(arguments, context);
    String format = arguments.matchedOptionValue(FORMAT, "text");
    if (!List.of("text", "json").contains(format)) {
      throw new CliFailure(
          ExitCode.INVALID, "--format " + format + " is unknown. Use text or json.");
    }
    List<String> files = arguments.matchedPositionalValue(0, List.<String>of());
    if (files.isEmpty()) {
      throw new CliFailure(ExitCode.INVALID, "no script is named. Give at least one FILE.");
    }
    new LeftBehind(context).report();
    Map<String, String> parameters = choice.parameters();
    Map<Diagnostic, Optional<String>> problems = new LinkedHashMap<>();
    List<Prohibition> rules = new Prohibitions(arguments, context).all();
    for (String file : files) {
      check(file, choice, parameters, rules, files.size() == 1)
          .forEach((problem, line) -> problems.putIfAbsent(
              arguments.hasMatchedOption(STRICT) ? strict(problem) : problem, line));
    }
    List<Diagnostic> all = List.copyOf(problems.keySet());
    if (format.equals("json")) {
      context.out().println(DiagnosticJson.write(all));
    } else {
      text(problems, context).forEach(context.out()::println);
      context.out().println(DiagnosticText.summary(files.size(), all));
    }
    return all.stream().anyMatch(Diagnostic::isError) ? ExitCode.INVALID : ExitCode.DONE;
  }

  /** Returns the problems of a script, each with the line that it is about. */
  private static Map<Diagnostic, Optional<String>> check(
      String file,
      ScriptChoice choice,
      Map<String, String> parameters,
      List<Prohibition> rules,
      boolean alone) {
    Map<Diagnostic, Optional<String>> problems = new LinkedHashMap<>();
    try {
      Script script = choice.read(file);
      var lines = new SourceLines(script);
      Compilation compilation = Compiling.check(script, parameters, alone);
      Stream.concat(
              compilation.diagnostics().stream(),
              compilation.graph().stream()
                  .flatMap(graph -> Compiling.forbidden(script, graph, rules).stream()))
          .forEach(problem -> problems.put(problem, lines.of(problem)));
    } catch (CliFailure unreadable) {
      // The other files are checked all the same.
      problems.put(unreadable(file, unreadable), Optional.empty());
    }
    return problems;
  }

  private static Diagnostic unreadable(String file, CliFailure failure) {
    String told = failure.getMessage();
    int end = told.indexOf(". ") < 0 ? told.length() : told.indexOf(". ");
    return Diagnostic.error(
        DiagnosticCode.UNREADABLE,
        file,
        SourceSpan.at(1, 1),
        told.substring(0, 1).toUpperCase(Locale.ROOT) + told.substring(1, end) + ".",
        end == told.length() ? "Check its permissions." : told.substring(end + 2));
  }

  private static Diagnostic strict(Diagnostic problem) {
    return problem.severity() == Severity.WARNING
        ? Diagnostic.error(
            problem.code(), problem.file(), problem.span(), problem.problem(), problem.cure())
        : problem;
  }

  private static List<String> text(Map<Diagnostic, Optional<String>> problems, CliContext context) {
    var lines = new ArrayList<String>();
    Style style = PlanCommand.style(context);
    problems.forEach((problem, line) -> {
      if (context.outTerminal()) {
        lines.addAll(DiagnosticText.lines(problem, line, style));
      } else {
        lines.add(DiagnosticText.line(problem));
      }
    });
    return lines;
  }
}
