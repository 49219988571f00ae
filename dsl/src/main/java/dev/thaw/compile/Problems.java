package dev.thaw.compile;

import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.Severity;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.diagnostic.Suggestions;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;

/** Collects the diagnostics of one script; the same one, as from a loop, counts once. */
final class Problems {
  private final String script;
  private final ScriptSource source;
  private final Places places;
  private final Set<Diagnostic> all;

  Problems(ScriptSource source) {
    this(source.name(), source, "", new LinkedHashSet<>());
  }

  private Problems(String script, ScriptSource source, String path, Set<Diagnostic> all) {
    this.script = script;
    this.source = source;
    this.places = new Places(path, source.text());
    this.all = all;
  }

  /**
   * Returns where problems of an included file are reported, to the same collection.
   *
   * @param path the file, relative to the script's folder
   */
  Problems of(ScriptSource included, String path) {
    return new Problems(script, included, path, all);
  }

  /**
   * Returns how the user would name a file of the script's folder.
   *
   * @param path relative to the script's folder; empty for the script itself
   */
  String file(String path) {
    return path.isEmpty() ? script : script.substring(0, script.lastIndexOf('/') + 1) + path;
  }

  void report(DiagnosticCode code, SourceSpan span, String problem, String cure) {
    all.add(Diagnostic.error(code, file(span.file()), span, problem, cure));
  }

  void warn(DiagnosticCode code, SourceSpan span, String problem, String cure) {
    all.add(new Diagnostic(code, Severity.WARNING, file(span.file()), span, problem, cure));
  }

  void report(DiagnosticCode code, ASTNode node, String problem, String cure) {
    report(code, places.of(node), problem, cure);
  }

  void report(DiagnosticCode code, Token token, String problem, String cure) {
    report(code, places.of(token), problem, cure);
  }

  void tooLarge() {
    report(
        DiagnosticCode.TOO_LARGE,
        places.beginning(),
        "The script is larger than 1 MiB.",
        "Split it into several scripts.");
  }

  ScriptSource source() {
    return source;
  }

  Places places() {
    return places;
  }

  int count() {
    return (int) all.stream().filter(Diagnostic::isError).count();
  }

  boolean none() {
    return all.stream().noneMatch(Diagnostic::isError);
  }

  boolean has(DiagnosticCode code) {
    return all.stream().anyMatch(diagnostic -> diagnostic.code() == code);
  }

  List<Diagnostic> sorted() {
    return all.stream().sorted(Diagnostic.BY_PLACE).toList();
  }

  /** Returns the cure that names the nearest word, or else the given one. */
  static String nearest(String word, Collection<String> vocabulary, String otherwise) {
    return Suggestions.nearest(word, vocabulary)
        .map(known -> "Did you mean " + known + "?")
        .orElse(otherwise);
  }
}
