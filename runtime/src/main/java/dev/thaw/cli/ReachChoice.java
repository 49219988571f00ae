package dev.thaw.cli;

import dev.thaw.compile.PredicateCompilation;
import dev.thaw.compile.ScriptCompiler;
import dev.thaw.compile.ScriptSource;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.engine.OwnContainer;
import dev.thaw.event.ExitCode;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Prohibition;
import dev.thaw.plan.Reach;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** How far the command line lets a run go, whatever its script says. */
final class ReachChoice {
  static final String SCOPE = "--scope";
  static final String MAX_TARGETS = "--max-targets";

  private static final Path PROC = Path.of("/proc");

  private final ParseResult arguments;
  private final CliContext context;

  ReachChoice(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  static void describe(CommandSpec spec) {
    Options.many(
        spec,
        "PREDICATE",
        "changes no container for which this does not hold, whatever else selects it; may stand"
            + " several times",
        SCOPE);
    Options.text(
        spec, "NUMBER", "changes at most so many containers in all, else nothing", MAX_TARGETS);
  }

  /**
   * Returns it.
   *
   * @throws CliFailure if a scope or the number is none
   */
  Reach reach() throws CliFailure {
    var scopes = new ArrayList<Predicate>();
    for (String scope : arguments.matchedOptionValue(SCOPE, List.<String>of())) {
      scopes.add(scope(scope));
    }
    return new Reach(scopes, maxTargets(), OwnContainer.in(PROC));
  }

  /** The cache keeps graphs, so a scope is kept as one: a run need not load the compiler for it. */
  private Predicate scope(String text) throws CliFailure {
    return new Compiling(context)
        .graph(List.of("scope", text), () -> {
          PredicateCompilation compiled =
              ScriptCompiler.compilePredicate(new ScriptSource(SCOPE, text));
          Predicate where =
              compiled.predicate().orElseThrow(() -> Compiling.failure(compiled.diagnostics()));
          return OperationGraph.of(List.of())
              .forbidding(List.of(new Prohibition(Optional.empty(), where, SourceSpan.at(1, 1))));
        })
        .prohibitions()
        .get(0)
        .where();
  }

  private int maxTargets() throws CliFailure {
    String told = arguments.matchedOptionValue(MAX_TARGETS, (String) null);
    if (told == null) {
      return Reach.UNLIMITED;
    }
    if (!told.matches("[1-9]\\d{0,8}")) {
      throw new CliFailure(
          ExitCode.INVALID,
          MAX_TARGETS + " " + told + " is no number of containers. Write a whole number from 1.");
    }
    return Integer.parseInt(told);
  }
}
