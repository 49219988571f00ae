package dev.thaw.cli;

import dev.thaw.check.GraphCheck;
import dev.thaw.compile.Compilation;
import dev.thaw.compile.ScriptCompiler;
import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.event.ExitCode;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Prohibition;
import dev.thaw.script.Digest;
import dev.thaw.script.GraphCache;
import dev.thaw.script.Includes;
import dev.thaw.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns scripts into graphs, by the cache where the same was compiled before. */
final class Compiling {
  private final GraphCache cache;

  Compiling(CliContext context) {
    this.cache = GraphCache.in(Directories.cache(context).resolve("graphs"));
  }

  /**
   * Returns the script's graph. Warnings are for a check to tell: a run that is repeated every
   * night has nobody who reads them.
   *
   * @throws CliFailure with all of the script's errors
   */
  OperationGraph graph(Script script, Map<String, String> parameters) throws CliFailure {
    return compiled(script, parameters).graph();
  }

  /**
   * A graph, and of what else than its script it is made.
   *
   * @param includes the digests of the files that the script includes, by their paths
   */
  record Compiled(OperationGraph graph, SortedMap<String, String> includes) {}

  /**
   * Returns the script's graph, and what the script includes.
   *
   * @throws CliFailure with all of the script's errors
   */
  Compiled compiled(Script script, Map<String, String> parameters) throws CliFailure {
    List<String> parts = List.of("script", new Digest().add(script.bytes()).hex());
    String name = key(parts, parameters);
    SortedMap<String, String> included = cache.includes(name);
    if (Includes.of(script).unchanged(included)) {
      Optional<OperationGraph> cached = cache.find(key(parts, parameters, included));
      if (cached.isPresent()) {
        return new Compiled(cached.get(), included);
      }
    }
    var includes = Includes.of(script);
    Compilation compilation = compile(script, parameters, includes);
    OperationGraph graph =
        compilation.graph().orElseThrow(() -> failure(compilation.diagnostics()));
    if (!includes.digests().isEmpty() || !included.isEmpty()) {
      cache.storeIncludes(name, includes.digests());
    }
    cache.store(key(parts, parameters, includes.digests()), graph);
    return new Compiled(graph, includes.digests());
  }

  /** Compiles without the cache, for all that a check has to say. */
  static Compilation compile(Script script, Map<String, String> parameters) {
    return compile(script, parameters, Includes.of(script));
  }

  /**
   * Compiles to see what is wrong, whether all parameters have values or not.
   *
   * @param alone whether the parameters are for this script alone
   */
  static Compilation check(Script script, Map<String, String> parameters, boolean alone) {
    return ScriptCompiler.check(
        script.name(), script.bytes(), parameters, alone, Includes.of(script));
  }

  private static Compilation compile(
      Script script, Map<String, String> parameters, Includes includes) {
    return ScriptCompiler.compile(script.name(), script.bytes(), parameters, includes);
  }

  /** Returns where the script's steps do, or may do, what the rules of other files forbid. */
  static List<Diagnostic> forbidden(Script script, OperationGraph graph, List<Prohibition> rules) {
    return GraphCheck.forbidden(graph, rules, SourceSpan::toString).stream()
        .map(finding -> new Diagnostic(
            finding.code(),
            finding.severity(),
            script.name(finding.span().file()),
            finding.span(),
            finding.problem(),
            finding.cure()))
        .toList();
  }

  /** Returns the graph for that key, made and kept if it is not there. */
  OperationGraph graph(List<String> parts, Making making) throws CliFailure {
    String key = key(parts, Map.of());
    Optional<OperationGraph> cached = cache.find(key);
    if (cached.isPresent()) {
      return cached.get();
    }
    OperationGraph graph = making.graph();
    cache.store(key, graph);
    return graph;
  }

  /** Makes a graph. */
  interface Making {
    OperationGraph graph() throws CliFailure;
  }

  static CliFailure failure(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    var lines = new ArrayList<>(diagnostics.stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::toString)
        .toList());
    lines.add(errors == 1 ? "1 error. Nothing was done." : errors + " errors. Nothing was done.");
    return new CliFailure(ExitCode.INVALID, lines);
  }

  private static String key(List<String> parts, Map<String, String> parameters) {
    return key(parts, parameters, Map.of());
  }

  private static String key(
      List<String> parts, Map<String, String> parameters, Map<String, String> included) {
    var digest = new Digest()
        .add(Version.current())
        .add(compilerStamp())
        .add(Runtime.version().toString());
    parts.forEach(digest::add);
    new TreeMap<>(parameters).forEach((name, value) -> digest.add(name).add(value));
    included.forEach((path, content) -> digest.add(path).add(content));
    return digest.hex();
  }

  /**
   * Tells one build of the language from another: a graph from an older build may not be what this
   * one would make of the same script.
   */
  private static String compilerStamp() {
    try {
      Path jar = Path.of(OperationGraph.class
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .toURI());
      return Files.getLastModifiedTime(jar).toMillis() + "/" + Files.size(jar);
    } catch (IOException | java.net.URISyntaxException unknown) {
      throw new IllegalStateException("the build is broken: its own jar is not there", unknown);
    }
  }
}
