package dev.thaw.compile;

import dev.thaw.check.GraphCheck;
import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Predicate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * Compiles scripts into operation graphs.
 *
 * <p>A pure function of the text and the parameters. No class of the script is made and nothing of
 * it is run: it is parsed, checked against the forms that the language has, and interpreted.
 * Stateless, so safe for threads. The first call loads Groovy's parser, which costs more than
 * everything else.
 */
public final class ScriptCompiler {
  private ScriptCompiler() {}

  /**
   * Decodes and compiles a script.
   *
   * @param name the file as the user named it
   * @param parameters the texts given for the script's parameters, by name
   * @param includes reads the files that it includes
   */
  public static Compilation compile(
      String name, byte[] bytes, Map<String, String> parameters, IncludeReader includes) {
    Decoding decoding = ScriptSource.decode(name, bytes);
    return decoding
        .source()
        .map(source -> compile(source, parameters, includes))
        .orElseGet(() -> new Compilation(Optional.empty(), decoding.diagnostics(), List.of()));
  }

  /**
   * Decodes and compiles a script to see what is wrong with it; parameters that are required need
   * no value for that.
   *
   * @param name the file as the user named it
   * @param parameters the texts given for the script's parameters, by name
   * @param alone whether they are all for this script; else some may be for others
   * @param includes reads the files that it includes
   */
  public static Compilation check(
      String name,
      byte[] bytes,
      Map<String, String> parameters,
      boolean alone,
      IncludeReader includes) {
    Decoding decoding = ScriptSource.decode(name, bytes);
    return decoding
        .source()
        .map(source ->
            compile(source, new Given.Check(parameters, alone), includes, ScriptCompiler::check))
        .orElseGet(() -> new Compilation(Optional.empty(), decoding.diagnostics(), List.of()));
  }

  /** Compiles a script that includes no other. */
  public static Compilation compile(ScriptSource source, Map<String, String> parameters) {
    return compile(source, parameters, IncludeReader.NONE);
  }

  /**
   * Compiles a script.
   *
   * @param parameters the texts given for the script's parameters, by name
   * @param includes reads the files that it includes
   */
  public static Compilation compile(
      ScriptSource source, Map<String, String> parameters, IncludeReader includes) {
    return compile(source, new Given.Texts(parameters), includes, ScriptCompiler::check);
  }

  /** Compiles a script, but does not look at what its statements mean together. */
  static Compilation read(ScriptSource source, Map<String, String> parameters) {
    return read(source, parameters, IncludeReader.NONE);
  }

  /** Compiles a script and what it includes, but does not look at what all of it means together. */
  static Compilation read(
      ScriptSource source, Map<String, String> parameters, IncludeReader includes) {
    return compile(
        source, new Given.Texts(parameters), includes, (graph, assembly, problems) -> {});
  }

  private static Compilation compile(
      ScriptSource source, Given parameters, IncludeReader includes, Check check) {
    var problems = new Problems(source);
    var assembly = new Assembly();
    Optional<OperationGraph> graph =
        bounded(problems, () -> graph(source, parameters, includes, assembly, problems));
    if (problems.none()) {
      graph.ifPresent(known -> check.look(known, assembly, problems));
    }
    return new Compilation(
        problems.none() ? graph : Optional.empty(), problems.sorted(), assembly.passages());
  }

  /**
   * Compiles a predicate alone, with braces around or without, as a command line gives it.
   *
   * @param name what diagnostics call the text, such as the command line's option
   */
  public static PredicateCompilation compilePredicate(String name, String text) {
    return compilePredicate(new ScriptSource(name, text));
  }

  /** Compiles a predicate alone, with braces around or without, as a command line gives it. */
  public static PredicateCompilation compilePredicate(ScriptSource source) {
    var problems = new Problems(source);
    Optional<Predicate> predicate = bounded(problems, () -> predicate(source, problems));
    return new PredicateCompilation(
        problems.none() ? predicate : Optional.empty(), problems.sorted());
  }

  private static Optional<OperationGraph> graph(
      ScriptSource source,
      Given given,
      IncludeReader includes,
      Assembly assembly,
      Problems problems) {
    List<Statement> statements = Gate.pass(new ScriptParser(source, problems).parse(), problems);
    Parameters parameters = new Walker(
            given, assembly, new Defaults(), new Inclusion(includes), problems)
        .walk(statements);
    if (!problems.none()) {
      return Optional.empty();
    }
    assembly.sampled(parameters.sampled());
    return Optional.of(assembly.graph(parameters, problems));
  }

  /** Looks at what the statements mean together. */
  private interface Check {
    void look(OperationGraph graph, Assembly assembly, Problems problems);
  }

  /**
   * What is wrong only with these values of parameters and constants does not keep a script from
   * being run: it finds nothing to do then, or is denied.
   */
  private static void check(OperationGraph graph, Assembly assembly, Problems problems) {
    GraphCheck.of(graph).stream()
        .filter(finding -> !assembly.sampled() || !assembly.touches(finding))
        .map(finding -> assembly.depends(finding) ? finding.softened() : finding)
        .forEach(problems::report);
    GraphCheck.forbidden(graph, graph.prohibitions(), problems::place).stream()
        .filter(
            finding -> !assembly.sampled() || !assembly.touches(finding) && !assembly.rulesDepend())
        .map(finding ->
            assembly.depends(finding) || assembly.rulesDepend() ? finding.softened() : finding)
        .forEach(problems::report);
  }

  private static Optional<Predicate> predicate(ScriptSource source, Problems problems) {
    List<ModuleNode> trees = new ScriptParser(source, problems).parsePredicate();
    if (trees.isEmpty() && problems.none()) {
      problems.report(
          DiagnosticCode.MISSING_VALUE,
          problems.places().beginning(),
          "The predicate is empty.",
          "Write a condition, or all to take every container.");
    }
    return Gate.pass(trees, problems).stream()
        .findFirst()
        .map(statement -> ((ExpressionStatement) statement).getExpression())
        .flatMap(Call::sentence)
        .map(sentence -> sentence.get(0).values().get(0))
        .flatMap(node ->
            Logic.bounded(new PredicateReader(new Scope(), problems).read(node), node, problems));
  }

  /** The bounds keep within the stack; this is for a platform that gives none of that size. */
  private static <T> Optional<T> bounded(Problems problems, Supplier<Optional<T>> compilation) {
    SourceCheck.check(problems.source(), problems);
    if (!problems.none()) {
      return Optional.empty();
    }
    try {
      return DeepStack.compute(compilation);
    } catch (Budget.Exhausted reported) {
      return Optional.empty();
    } catch (StackOverflowError tooDeep) {
      problems.report(
          DiagnosticCode.TOO_LARGE,
          problems.places().beginning(),
          "The script is nested too deeply.",
          "Take it apart.");
      return Optional.empty();
    }
  }
}
