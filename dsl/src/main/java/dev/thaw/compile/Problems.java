package dev.thaw.compile;

import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.DiagnosticCode;
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
  private final ScriptSource source;
  private final Places places;
  private final Set<Diagnostic> all = new LinkedHashSet<>();

  Problems(ScriptSource source) {
    this.source = source;
    this.places = new Places(source.text());
  }

  void report(DiagnosticCode code, SourceSpan span, String problem, String cure) {
    all.add(Diagnostic.error(code, source.name(), span, problem, cure));
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
        ScriptSource.beginning(),
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
    return all.size();
  }

  boolean none() {
    return all.isEmpty();
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
