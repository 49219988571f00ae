package dev.thaw.cli;

import dev.thaw.compile.Compilation;
import dev.thaw.compile.ScriptCompiler;
import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.Severity;
import dev.thaw.event.ExitCode;
import dev.thaw.graph.OperationGraph;
import dev.thaw.script.Digest;
import dev.thaw.script.GraphCache;
import dev.thaw.script.Script;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns scripts into graphs, by the cache where the same was compiled before. */
final class Compiling {
  private final GraphCache cache;
  private final CliContext context;

  Compiling(CliContext context) {
    this.context = context;
    this.cache = GraphCache.in(Directories.cache(context).resolve("graphs"));
  }

  /**
   * Returns the script's graph; warnings are printed.
   *
   * @throws CliFailure with all of the script's errors
   */
  OperationGraph graph(Script script, Map<String, String> parameters) throws CliFailure {
    String key = key(List.of("script", new Digest().add(script.bytes()).hex()), parameters);
    Optional<OperationGraph> cached = cache.find(key);
    if (cached.isPresent()) {
      return cached.get();
    }
    Compilation compilation = compile(script, parameters);
    compilation.diagnostics().stream()
        .filter(diagnostic -> diagnostic.severity() != Severity.ERROR)
        .forEach(diagnostic -> context.err().println(Printable.text(diagnostic.toString())));
    OperationGraph graph =
        compilation.graph().orElseThrow(() -> failure(compilation.diagnostics()));
    if (compilation.diagnostics().isEmpty()) {
      cache.store(key, graph);
    }
    return graph;
  }

  /** Compiles without the cache, for all that a check has to say. */
  static Compilation compile(Script script, Map<String, String> parameters) {
    return ScriptCompiler.compile(script.name(), script.bytes(), parameters);
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
    long errors =
        diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).count();
    var lines =
        new java.util.ArrayList<>(diagnostics.stream().map(Diagnostic::toString).toList());
    lines.add(errors == 1 ? "1 error. Nothing was done." : errors + " errors. Nothing was done.");
    return new CliFailure(ExitCode.INVALID, lines);
  }

  private static String key(List<String> parts, Map<String, String> parameters) {
    var digest = new Digest()
        .add(Version.current())
        .add(compilerStamp())
        .add(Runtime.version().toString());
    parts.forEach(digest::add);
    new TreeMap<>(parameters).forEach((name, value) -> digest.add(name).add(value));
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
