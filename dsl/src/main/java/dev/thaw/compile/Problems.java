package dev.thaw.compile;

import dev.thaw.check.Finding;
import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.Severity;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.diagnostic.Suggestions;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;

/**
 * Collects the diagnostics of one script; the same one, as from a loop, counts once.
 *
 * <p>Nobody reads thousands: of many only the first are given, with the number of the others.
 */
final class Problems {
  /** How many are given. */
  static final int SHOWN = 100;

  private static final int KEPT = 10_000;
  private static final int LONGEST = 2_000;

  private final String script;
  private final ScriptSource source;
  private final Places places;
  private final Set<Diagnostic> all;
  private final Set<String> expected = new HashSet<>();
  private final Budget budget;

  Problems(ScriptSource source) {
    this.script = source.name();
    this.source = source;
    this.places = new Places("", source.text());
    this.all = new LinkedHashSet<>();
    this.budget = new Budget(this);
  }

  private Problems(Problems script, ScriptSource source, String path) {
    this.script = script.script;
    this.source = source;
    this.places = new Places(path, source.text());
    this.all = script.all;
    this.budget = script.budget;
  }

  /**
   * Returns where problems of an included file are reported, to the same collection.
   *
   * @param path the file, relative to the script's folder
   */
  Problems of(ScriptSource included, String path) {
    return new Problems(this, included, path);
  }

  /**
   * Returns how the user would name a file of the script's folder.
   *
   * @param path relative to the script's folder; empty for the script itself
   */
  String file(String path) {
    return path.isEmpty() ? script : script.substring(0, script.lastIndexOf('/') + 1) + path;
  }

  /** Prints a place as the user would name it: {@code ops/main.groovy:3:7}. */
  String place(SourceSpan span) {
    return file(span.file()) + ":" + span.line() + ":" + span.column();
  }

  void report(DiagnosticCode code, SourceSpan span, String problem, String cure) {
    add(Severity.ERROR, code, span, problem, cure);
  }

  void warn(DiagnosticCode code, SourceSpan span, String problem, String cure) {
    add(Severity.WARNING, code, span, problem, cure);
  }

  /** Adds what was found out about the graph. */
  void report(Finding finding) {
    add(finding.severity(), finding.code(), finding.span(), finding.problem(), finding.cure());
  }

  private void add(
      Severity severity, DiagnosticCode code, SourceSpan span, String problem, String cure) {
    if (all.size() < KEPT || severity == Severity.ERROR && all.size() < 2 * KEPT) {
      all.add(new Diagnostic(code, severity, file(span.file()), span, cut(problem), cut(cure)));
    }
  }

  /** Whatever was put into a message, people must be able to read it. */
  private static String cut(String sentence) {
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "….";
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

  /** Notes a name that a statement which could not be read was to declare. */
  void expect(String name) {
    expected.add(name);
  }

  /** Returns the names whose uses are no problems of their own. */
  Set<String> expected() {
    return Collections.unmodifiableSet(expected);
  }

  Budget budget() {
    return budget;
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
    List<Diagnostic> sorted = all.stream().sorted(Diagnostic.BY_PLACE).toList();
    if (sorted.size() <= SHOWN) {
      return sorted;
    }
    // Errors keep a script from being run: no number of hints may hide them.
    List<Diagnostic> weighty = sorted.stream()
        .sorted(Comparator.comparing(Diagnostic::severity).thenComparing(Diagnostic.BY_PLACE))
        .toList();
    List<Diagnostic> hidden = weighty.subList(SHOWN, weighty.size());
    List<Diagnostic> shown = new ArrayList<>(
        weighty.stream().limit(SHOWN).sorted(Diagnostic.BY_PLACE).toList());
    shown.add(new Diagnostic(
        DiagnosticCode.TOO_LARGE,
        hidden.get(0).severity(),
        source.name(),
        hidden.stream().min(Diagnostic.BY_PLACE).orElseThrow().span(),
        "There are " + hidden.size() + (all.size() < KEPT ? "" : " or more")
            + " further problems, here and elsewhere.",
        "Mend the first " + SHOWN + ", then check again."));
    return List.copyOf(shown);
  }

  /** Returns the cure that names the nearest word, or else the given one. */
  static String nearest(String word, Collection<String> vocabulary, String otherwise) {
    return Suggestions.nearest(word, vocabulary)
        .map(known -> "Did you mean " + known + "?")
        .orElse(otherwise);
  }
}
