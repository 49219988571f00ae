package dev.thaw.explain

import dev.thaw.compile.IncludeReader
import dev.thaw.compile.ScriptCompiler

/** Scripts explained without a command line. */
final class Explained {
  private Explained() {}

  static Explainer explainer(String script, Map<String, String> files = [:]) {
    IncludeReader reader = { String path -> files[path].getBytes('UTF-8') }
    def compilation = ScriptCompiler.compile('ops/main.groovy', script.stripIndent().getBytes('UTF-8'), [:], reader)
    assert compilation.graph().present: compilation.diagnostics()
    new Explainer(compilation.graph().get(), compilation.passages())
  }

  /** Returns what is said about a thing of the only step. */
  static String point(String script, String about) {
    explainer(script).all().find { it.id() == 's1' }.points().findAll { it.about() == about }*.text().join(' / ')
  }

  static String takes(String where) {
    point("ps where { $where }", 'takes')
  }
}
