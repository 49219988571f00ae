package dev.thaw.cli;

import dev.thaw.compile.Compilation;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.event.ExitCode;
import dev.thaw.explain.Explainer;
import dev.thaw.explain.Explanation;
import dev.thaw.explain.ExplanationJson;
import dev.thaw.explain.ExplanationText;
import dev.thaw.graph.OperationGraph;
import dev.thaw.script.Script;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw explain}: what the statements of a script mean, in plain words. */
final class ExplainCommand implements Command {
  private static final String IN = "--in";

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Explains a script's statements in plain words, without an engine.",
        "thaw explain nightly.groovy:12",
        "thaw explain nightly.groovy",
        "thaw explain nightly.groovy --in lib/drain.groovy:3",
        "thaw explain -e \"unpause where label.tier == 'batch' when { mem < 80% }\"");
    spec.addPositional(PositionalParamSpec.builder()
        .index("0")
        .arity("0..1")
        .type(String.class)
        .paramLabel("FILE[:LINE]")
        .description("the script, and a line of the statement; - reads it from standard input")
        .build());
    Options.text(spec, "TEXT", "the script itself", "-e", Options.EXPRESSION);
    Options.text(
        spec, "FILE[:LINE]", "a file that the script includes, relative to its folder", IN);
    Options.parameters(spec);
    Options.json(spec, "prints an array of JSON objects");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    var choice = new ScriptChoice(arguments, context);
    Place asked = Place.of(arguments.matchedPositionalValue(0, ""));
    Script script = choice.script(asked.file());
    Compilation compilation = Compiling.compile(script, choice.parameters());
    OperationGraph graph =
        compilation.graph().orElseThrow(() -> Compiling.failure(compilation.diagnostics()));
    var explainer = new Explainer(graph, compilation.passages());
    UnaryOperator<String> name = script::name;
    List<Explanation> explanations =
        explanations(explainer, asked, arguments.matchedOptionValue(IN, ""), script.name(), name);
    if (arguments.hasMatchedOption(Options.JSON)) {
      context.out().println(ExplanationJson.write(explanations, name));
    } else {
      ExplanationText.lines(explanations, name, PlanCommand.style(context))
          .forEach(context.out()::println);
    }
    return ExitCode.DONE;
  }

  private static List<Explanation> explanations(
      Explainer explainer, Place asked, String in, String script, UnaryOperator<String> name)
      throws CliFailure {
    Place place = asked;
    String file = "";
    if (!in.isEmpty()) {
      place = Place.of(in);
      file = included(explainer, place.file(), script, name);
    }
    if (place.line().isEmpty()) {
      String wanted = file;
      return in.isEmpty()
          ? explainer.all()
          : explainer.all().stream()
              .filter(each -> each.span().file().equals(wanted))
              .toList();
    }
    int line = place.line().getAsInt();
    List<Explanation> explanations = explainer.at(file, line);
    if (explanations.isEmpty()) {
      throw nothing(name.apply(file), line, explainer.nearest(file, line));
    }
    return explanations;
  }

  /** Messages name an included file as seen from here, so that is understood as well. */
  private static String included(
      Explainer explainer, String typed, String script, UnaryOperator<String> name)
      throws CliFailure {
    return explainer.files().stream()
        .filter(
            file -> !file.isEmpty() && (file.equals(typed) || name.apply(file).equals(typed)))
        .findFirst()
        .orElseThrow(() -> new CliFailure(
            ExitCode.INVALID,
            script + " includes no statement of " + typed + ". "
                + explainer.files().stream()
                    .filter(file -> !file.isEmpty())
                    .sorted()
                    .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "),
                        files -> files.isEmpty()
                            ? "It includes none."
                            : "It includes " + files + "."))));
  }

  private static CliFailure nothing(String file, int line, List<SourceSpan> nearest) {
    String cure = nearest.isEmpty()
        ? "There are none in that file."
        : "The nearest are at "
            + nearest.stream()
                .map(span -> file + ":" + span.line())
                .collect(Collectors.joining(", "))
            + ".";
    return new CliFailure(
        ExitCode.INVALID,
        "no statement that does anything stands at " + file + ":" + line + ". " + cure);
  }
}
