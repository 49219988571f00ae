package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.CYCLE;
import static dev.thaw.diagnostic.DiagnosticCode.INCLUDE;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.TOO_LARGE;

import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Puts the statements of other files in, each with parameters and names of its own. */
final class Inclusion {
  private static final int DEPTH = 10;
  private static final int FILES = 100;

  private final IncludeReader reader;
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, List<Statement>> parsed = new HashMap<>();
  private final Map<String, Problems> reporters = new HashMap<>();
  private int files;

  Inclusion(IncludeReader reader) {
    this.reader = reader;
    open.push("");
  }

  void include(
      Call call,
      SourceSpan span,
      Scope scope,
      Defaults defaults,
      Assembly assembly,
      Problems problems) {
    if (call.values().size() != 1) {
      problems.report(
          MISSING_VALUE,
          call.at(),
          "include takes one file, and values for its parameters by their names.",
          "Write " + Keyword.INCLUDE.example() + ".");
      return;
    }
    Optional<String> path = Calls.text(call.values().get(0), "'lib/drain.groovy'", scope, problems)
        .flatMap(text -> resolve(text, call, problems));
    Map<String, Optional<Value>> given = given(call, scope, problems);
    if (path.isPresent() && mayOpen(path.get(), span, problems)) {
      statements(path.get(), span, problems).ifPresent(statements -> {
        open.push(path.get());
        new Walker(
                new Given.Values(given),
                assembly,
                defaults.inherit(),
                this,
                reporters.get(path.get()))
            .walk(statements);
        open.pop();
      });
    }
  }

  private static Map<String, Optional<Value>> given(Call call, Scope scope, Problems problems) {
    var given = new HashMap<String, Optional<Value>>();
    for (MapEntryExpression entry : call.named()) {
      Setting.of(entry, problems)
          .ifPresent(setting ->
              given.put(setting.word(), new Constants(scope, problems).evaluate(setting.value())));
    }
    return given;
  }

  /** Returns the path relative to the script's folder, which must not lead out of it. */
  private Optional<String> resolve(String text, Call call, Problems problems) {
    var folders = new ArrayList<String>();
    String includer = problems.places().file();
    if (includer.contains("/")) {
      folders.addAll(
          Arrays.asList(includer.substring(0, includer.lastIndexOf('/')).split("/")));
    }
    boolean inside = !text.startsWith("/") && !text.isBlank() && text.length() <= Limits.PATH;
    for (String part : text.split("/", -1)) {
      inside &= !part.isEmpty() && part.chars().noneMatch(Inclusion::isStrange);
      if (part.equals("..")) {
        inside &= !folders.isEmpty();
        if (!folders.isEmpty()) {
          folders.remove(folders.size() - 1);
        }
      } else if (!part.equals(".")) {
        folders.add(part);
      }
    }
    if (!inside) {
      problems.report(
          INCLUDE,
          call.values().get(0),
          Kinds.shown(new Value.Text(text)) + " is no file in the script's folder or below.",
          "Write its path from here, as 'lib/drain.groovy'.");
      return Optional.empty();
    }
    return Optional.of(String.join("/", folders));
  }

  private static boolean isStrange(int symbol) {
    return symbol == '\\' || symbol == ':' || Character.isISOControl(symbol);
  }

  private boolean mayOpen(String path, SourceSpan span, Problems problems) {
    if (open.contains(path) || problems.file(path).equals(problems.file(""))) {
      var way = new ArrayList<String>();
      open.descendingIterator().forEachRemaining(file -> way.add(problems.file(file)));
      way.add(problems.file(path));
      problems.report(
          CYCLE,
          span,
          "These files include each other in a circle: " + String.join(" → ", way) + ".",
          "Move what they share into a file of its own.");
      return false;
    }
    if (open.size() > DEPTH || ++files > FILES) {
      problems.report(
          TOO_LARGE,
          span,
          "Files include each other more than " + DEPTH + " deep, or more than " + FILES
              + " times in all.",
          "Put what belongs together into one file.");
      return false;
    }
    return true;
  }

  private Optional<List<Statement>> statements(String path, SourceSpan span, Problems problems) {
    if (parsed.containsKey(path)) {
      return Optional.of(parsed.get(path));
    }
    try {
      Decoding decoding = ScriptSource.decode(problems.file(path), reader.read(path));
      if (decoding.source().isEmpty()) {
        var why = decoding.diagnostics().get(0);
        problems.report(why.code(), span, path + ": " + why.problem(), why.cure());
        return Optional.empty();
      }
      Problems own = problems.of(decoding.source().get(), path);
      reporters.put(path, own);
      int before = own.count();
      SourceCheck.check(own.source(), own);
      List<Statement> statements = own.count() > before
          ? List.of()
          : Gate.pass(new ScriptParser(own.source(), own).parse(), own);
      parsed.put(path, statements);
      return Optional.of(statements);
    } catch (IncludeReader.Unreadable unreadable) {
      problems.report(INCLUDE, span, unreadable.getMessage(), unreadable.cure());
      return Optional.empty();
    }
  }
}
