package dev.thaw.script

import dev.thaw.compile.ScriptCompiler
import dev.thaw.graph.GraphJson
import java.nio.charset.StandardCharsets

/** Compiles the scripts that it is told, and prints the bytes of their graphs and what is said of them. */
final class Graphs {
  private Graphs() {}

  static void main(String[] files) {
    def out = new PrintStream(System.out, true, 'UTF-8')
    files.each { file ->
      def script = Script.read(file)
      def compilation = ScriptCompiler.compile(
          new File(file).name, script.bytes(), [:], Includes.of(script))
      out.println new File(file).name
      compilation.diagnostics().each { out.println it }
      compilation.graph().ifPresent { out.println new String(GraphJson.write(it), StandardCharsets.UTF_8) }
    }
  }
}
