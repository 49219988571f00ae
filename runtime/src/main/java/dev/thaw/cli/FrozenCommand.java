package dev.thaw.cli;

import dev.thaw.catalog.Clause;
import dev.thaw.compile.Compilation;
import dev.thaw.compile.PredicateCompilation;
import dev.thaw.compile.ScriptCompiler;
import dev.thaw.compile.ScriptSource;
import dev.thaw.event.ExitCode;
import dev.thaw.execute.HostCommands;
import dev.thaw.execute.Secrets;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.script.Script;
import dev.thaw.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code thaw frozen}: runs a command of this machine while containers are frozen. Standard input
 * and output are the command's alone; what Thaw reports goes to standard error.
 */
final class FrozenCommand implements Command {
  private static final String WHERE = "--where";
  private static final String AT_MOST = "--at-most";

  /** A command that hangs must not keep production frozen until somebody wakes up. */
  private static final Duration USUAL_LIMIT = Duration.ofHours(1);

  private static final List<Clause> BOUNDS = List.of(Clause.MIN, Clause.MAX);

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Runs a command on this machine while containers are frozen, thaws them whatever happens,"
            + " and ends with the command's exit code. Its input and output are the command's.",
        "thaw frozen --where \"label.tier == 'batch'\" --at-most 10m -- pg_dump -f app.dump app",
        "thaw frozen --where \"name == 'db'\" -- tar -c /srv/db >db.tar",
        "thaw frozen --where \"label.app == 'web'\" --dry-run -- rsync -a /srv/web /backup");
    Options.text(spec, "PREDICATE", Clause.WHERE.summary(), WHERE);
    Options.text(
        spec,
        "DURATION",
        "how long they may stay frozen, 1h if not given: then they are thawed and the command is"
            + " ended",
        AT_MOST);
    BOUNDS.forEach(clause -> Options.text(spec, "NUMBER", clause.summary(), "--" + clause.word()));
    spec.addPositional(PositionalParamSpec.builder()
        .index("0..*")
        .arity("1..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel("COMMAND")
        .description("the program and its arguments; write -- before them. No shell reads them")
        .build());
    Options.never(spec);
    ReachChoice.describe(spec);
    Options.engine(spec);
    Options.run(spec);
    Options.exitCodes(spec);
  }

  @Override
  public boolean acts() {
    return true;
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    throw new IllegalStateException("its exit status need not be one of Thaw's");
  }

  @Override
  public int exitStatus(ParseResult arguments, CliContext context) throws CliFailure {
    List<String> words = arguments.matchedPositionalValue(0, List.<String>of());
    if (words.isEmpty()) {
      throw new CliFailure(
          ExitCode.INVALID, "which command? Write it last, after --: -- pg_dump -f app.dump app");
    }
    checkProgram(words.get(0), context);
    String statement = statement(arguments);
    Script script = Script.ofText("thaw frozen", statement + " -- " + String.join(" ", words));
    OperationGraph graph = new Prohibitions(arguments, context).in(graph(statement, words), script);
    CliContext reports = context.reportingToErr();
    if (arguments.hasMatchedOption(Options.DRY_RUN)) {
      return PlanCommand.show(graph, arguments, context).number();
    }
    var command = new Passing();
    ExitCode code =
        new Execution(arguments, reports).hosting(command).run(script, graph, Secrets.NONE);
    boolean failed = code == ExitCode.FAILED || code == ExitCode.COMPENSATED;
    // A command that did well does not make a run succeed that failed otherwise.
    return failed
        ? command.exitCode.filter(status -> status != 0).orElse(code.number())
        : code.number();
  }

  private static String statement(ParseResult arguments) throws CliFailure {
    String where = arguments.matchedOptionValue(WHERE, (String) null);
    if (where == null) {
      throw new CliFailure(
          ExitCode.INVALID, "which containers? Give --where \"label.tier == 'batch'\".");
    }
    PredicateCompilation compiled = ScriptCompiler.compilePredicate(new ScriptSource(WHERE, where));
    if (compiled.predicate().isEmpty()) {
      throw Compiling.failure(compiled.diagnostics());
    }
    Duration limit =
        arguments.hasMatchedOption(AT_MOST) ? DurationOption.read(arguments, AT_MOST) : USUAL_LIMIT;
    var text =
        new StringBuilder("frozen where { ").append(compiled.predicate().get().source());
    text.append(" } atMost ").append(new Value.Time(limit).source());
    for (Clause clause : BOUNDS) {
      String given = arguments.matchedOptionValue("--" + clause.word(), (String) null);
      if (given != null) {
        text.append(' ').append(clause.word()).append(' ').append(number(clause, given));
      }
    }
    return text.toString();
  }

  private static int number(Clause clause, String given) throws CliFailure {
    try {
      return Integer.parseUnsignedInt(given);
    } catch (NumberFormatException none) {
      throw new CliFailure(
          ExitCode.INVALID, "--" + clause.word() + " " + given + " is no number from 0 on.");
    }
  }

  /** The command stands where a note does in the statement: no script can hold one. */
  private static OperationGraph graph(String statement, List<String> words) throws CliFailure {
    Compilation compilation = Compiling.compile(
        Script.ofText("thaw frozen", statement + " during { note 'here' }"), Map.of());
    OperationGraph graph =
        compilation.graph().orElseThrow(() -> Compiling.failure(compilation.diagnostics()));
    return OperationGraph.of(graph.nodes().stream()
        .map(node -> node instanceof Node.Note note
            ? new Node.Host(note.id(), note.after(), note.start(), words, note.span())
            : node)
        .toList());
  }

  /** Before anything is frozen for it. */
  private static void checkProgram(String program, CliContext context) throws CliFailure {
    boolean there = program.contains("/")
        ? Files.isExecutable(Path.of(program)) && !Files.isDirectory(Path.of(program))
        : Stream.of(context.variable("PATH").orElse("/usr/bin:/bin").split(":", -1))
            .map(folder -> Path.of(folder).resolve(program))
            .anyMatch(file -> Files.isExecutable(file) && !Files.isDirectory(file));
    if (!there) {
      throw new CliFailure(
          ExitCode.INVALID,
          "there is no program " + program + " that can be run. Nothing was frozen. Check its name"
              + " and PATH.");
    }
  }

  /** Gives the command all that this process has, and keeps its exit code. */
  private static final class Passing implements HostCommands {
    private Optional<Integer> exitCode = Optional.empty();

    @Override
    public Process start(List<String> words) throws IOException {
      return new ProcessBuilder(words).inheritIO().start();
    }

    @Override
    public void ended(int code) {
      exitCode = Optional.of(code);
    }
  }
}
